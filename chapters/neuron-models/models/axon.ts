/** The rates of Hodgkin and Huxley (1952) for the squid's giant axon, for a rest at -65 mV, as Brian2 text. */
export const axonRates = `alpha_m = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
beta_m = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
beta_h = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
alpha_n = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
beta_n = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz`;

/** How the names of `axonRates` are set in type. */
export const rateSymbols = Object.fromEntries(
  (['m', 'h', 'n'] as const).flatMap((gate) => [
    [
      `alpha_${gate}`,
      { symbol: `\\alpha_${gate}`, role: 'neutral', meaning: `opening rate of ${gate}`, unit: 'kHz' },
    ],
    [
      `beta_${gate}`,
      { symbol: `\\beta_${gate}`, role: 'neutral', meaning: `closing rate of ${gate}`, unit: 'kHz' },
    ],
  ]),
) as Readonly<Record<string, { symbol: string; role: 'neutral'; meaning: string; unit: string }>>;
