import { expect, test } from 'vitest';
import { nameLatex, unitLatex } from './symbol.ts';

test.each([
  ['v', 'v'],
  ['tau', '\\tau'],
  ['taum', '\\tau_{m}'],
  ['tau_m', '\\tau_{m}'],
  ['V_th', 'V_{\\mathrm{th}}'],
  ['gNa', 'g_{\\mathrm{Na}}'],
  ['v0', 'v_{0}'],
  ['ge', 'g_{e}'],
  ['m_inf', 'm_{\\infty}'],
  ['minf', 'm_{\\infty}'],
  ['ge_post', 'g_{e}^{\\mathrm{post}}'],
  ['I_syn_exc', 'I_{\\mathrm{syn},\\mathrm{exc}}'],
  ['lambda_n__max', '\\lambda_{n,\\mathrm{max}}'],
  ['rate', '\\mathrm{rate}'],
  ['bar_x', '\\mathrm{bar}_{x}'],
  ['alpha_beta', '\\alpha_{\\beta}'],
  ['xi', '\\xi'],
  ['pi', '\\pi'],
  ['pion', '\\mathrm{pion}'],
  ['dt', '\\Delta t'],
])('the name %s is typeset as %s', (name, latex) => expect(nameLatex(name)).toBe(latex));

test.each([
  ['mV', '\\mathrm{mV}', 1],
  ['umetre', '\\mathrm{\\mu m}', 1],
  ['uF', '\\mathrm{\\mu F}', 1],
  ['Mohm', '\\mathrm{M\\Omega}', 1],
  ['cm2', '\\mathrm{cm}', 2],
  ['second', '\\mathrm{s}', 1],
  ['msiemens', '\\mathrm{mS}', 1],
  ['dalitre', '\\mathrm{daL}', 1],
  ['kilogram', '\\mathrm{kg}', 1],
])('the unit %s is typeset upright', (name, symbol, power) =>
  expect(unitLatex(name)).toEqual({ symbol, power }),
);

test('what is no unit is not typeset as one', () => expect(unitLatex('v')).toBeUndefined());
