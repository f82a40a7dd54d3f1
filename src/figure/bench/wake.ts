/** Fetches the bench and brings it to life: what the page holds of it is this name alone. */
export async function wakeBench(element: HTMLElement): Promise<void> {
  const { mountBench } = await import('./mount.tsx');
  mountBench(element);
}
