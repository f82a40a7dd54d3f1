import { expect, test } from './book.ts';
import { openFigure, spikesOf, stepOf } from './figure.ts';

const id = 'leaky-integrate-and-fire';

test('an edited equation runs', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByLabel('Speed').selectOption('0.5');
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  const text = await field.inputValue();
  expect(text).toContain('R*I');
  await field.fill(text.replace('R*I', '0*R*I'));
  await expect(figure.getByText('Your equation is running.')).toBeVisible();
  await expect.poll(() => spikesOf(figure)).toBe(0);
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(2000);
  expect(await spikesOf(figure)).toBe(0);
  await figure.getByRole('button', { name: 'Back to the original' }).click();
  await expect.poll(() => spikesOf(figure)).toBeGreaterThan(2);
});

test('a broken equation explains itself at the word, and the old one goes on', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  const text = await field.inputValue();
  await field.fill(text.replace('tau_m', 'tau_n'));
  const problem = figure.getByRole('alert');
  await expect(problem).toContainText('tau_n');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(figure.locator('mark')).toHaveText('tau_n');
  const step = await stepOf(figure);
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(step);
  await problem.getByRole('button', { name: 'Write tau_m' }).click();
  await expect(problem).toBeHidden();
  await expect(field).toHaveValue(text);
});

test("a synapse's own equations are edited like a neuron's, and a link keeps them", async ({
  page,
  site,
}) => {
  const figure = await openFigure(page, site, 'distal-reward');
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Synapses (pre → post)', { exact: true });
  const text = await field.inputValue();
  expect(text).toContain('dw/dt = c*d_post : 1');
  await field.fill(text.replace('c*d_post', '2*c*d_pots'));
  const problem = figure.getByRole('alert');
  await expect(problem).toContainText('d_pots');
  await expect(figure.locator('mark')).toHaveText('d_pots');
  await problem.getByRole('button', { name: 'Write d_post' }).click();
  await expect(problem).toBeHidden();
  await expect(figure.getByText('Your equation is running.')).toBeVisible();
  // What the closed form gives, exp(-5/20) exp(-1) 5 Hz (1/6 s) = 0.2388, twice.
  const gain = figure.locator('.figure-measures dd').first();
  await expect(async () => {
    expect(Math.abs(Number(await gain.textContent()) - 0.4775)).toBeLessThan(0.005);
  }).toPass({ timeout: 60_000 });

  await figure.getByRole('button', { name: 'Share' }).click();
  const link = await figure.getByRole('textbox', { name: 'Link to this state' }).inputValue();
  const other = await page.context().newPage();
  await other.goto(link);
  const restored = other.locator('figure[data-figure="distal-reward"]');
  await expect(restored).toHaveAttribute('data-live', '');
  await restored.getByRole('button', { name: 'Edit the equation' }).click();
  await expect(restored.getByLabel('Synapses (pre → post)', { exact: true })).toHaveValue(
    text.replace('c*d_post', '2*c*d_post'),
  );
  await restored.getByRole('button', { name: 'Back to the original' }).click();
  await expect(restored.getByLabel('Synapses (pre → post)', { exact: true })).toHaveValue(text);
});

test('units are checked while typing', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  await field.fill((await field.inputValue()).replace('R*I', 'I'));
  await expect(figure.getByRole('alert')).toContainText(/A|amp/);
});

test('what was typed runs although the panel is closed at once', async ({ page, site }) => {
  const figure = await openFigure(page, site, id, 0);
  const toggle = figure.getByRole('button', { name: 'Edit the equation' });
  await toggle.click();
  const field = figure.getByLabel('Equations');
  const edited = (await field.inputValue()).replace('R*I', '0.9*R*I');
  // In one turn of the page, before it has rested from the last key.
  await field.evaluate((element, text) => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    set?.call(element, text);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    const figureOf = element.closest('figure');
    for (const button of figureOf?.querySelectorAll('button') ?? [])
      if (button.getAttribute('aria-label') === 'Edit the equation') button.click();
  }, edited);
  await expect(field).toHaveCount(0);
  await expect(figure.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await toggle.click();
  await expect(field).toHaveValue(edited);
  await expect(figure.getByText('Your equation is running.')).toBeVisible();
});

test('a link restores exactly this state: values, texts, seed and time', async ({ page, site }) => {
  const figure = await openFigure(page, site, id, 50, '&set.I=3');
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  const edited = (await field.inputValue()).replace('R*I', '0.9*R*I');
  await field.fill(edited);
  await expect(figure.getByText('Your equation is running.')).toBeVisible();
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const step = figure.getByRole('button', { name: 'One step' });
  for (let k = 0; k < 15; k++) await step.click({ modifiers: ['Shift'] });
  await expect.poll(() => stepOf(figure)).toBe(1500);
  // 27 mV above rest charge to threshold in 8.1 ms, and again every 10.1 ms: three spikes in 30 ms.
  await expect(figure).toHaveAttribute('data-spikes', '3');
  await figure.getByRole('button', { name: 'Share' }).click();
  const link = await figure.getByRole('textbox', { name: 'Link to this state' }).inputValue();
  expect(link.length).toBeLessThan(4000);

  const other = await page.context().newPage();
  await other.goto(link);
  const restored = other.locator(`figure[data-figure="${id}"]`);
  await expect(restored).toHaveAttribute('data-step', '1500');
  await expect(restored).toHaveAttribute('data-spikes', '3');
  await expect(restored.getByRole('slider', { name: /^I,/ })).toHaveValue('3');
  await restored.getByRole('button', { name: 'Edit the equation' }).click();
  await expect(restored.getByLabel('Equations')).toHaveValue(edited);
});

test('a link that makes no sense says so, and the figure runs as it is', async ({ page, site }) => {
  await page.goto(`${site}embed/${id}/#s=1.nonsense`);
  const figure = page.locator(`figure[data-figure="${id}"]`);
  await expect(figure).toHaveAttribute('data-phase', 'playing');
  await expect(figure.getByRole('alert')).toContainText(/link/i);
});
