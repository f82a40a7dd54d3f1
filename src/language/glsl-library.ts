/** The functions that `glsl.ts` names and GLSL ES 3.00 lacks, or has without care for the edges. */
export const GLSL_LIBRARY = `
// (exp(x) - 1)/x: a series where the difference would cancel.
float f_exprel(float x) {
  if (abs(x) < 0.5) {
    return 1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0 * (1.0 + x / 7.0 * (1.0 + x / 8.0))))));
  }
  return (exp(x) - 1.0) / x;
}
float f_expm1(float x) { return abs(x) < 0.5 ? x * f_exprel(x) : exp(x) - 1.0; }
// Near 0: 2 artanh(x/(2 + x)) as a series.
float f_log1p(float x) {
  if (abs(x) < 0.5) {
    float z = x / (2.0 + x);
    float s = z * z;
    return 2.0 * z * (1.0 + s * (1.0 / 3.0 + s * (0.2 + s * (1.0 / 7.0 + s * (1.0 / 9.0 + s * (1.0 / 11.0 + s / 13.0))))));
  }
  return log(1.0 + x);
}
float f_log10(float x) { return log(x) * 0.4342944819; }
float f_sinh(float x) {
  if (abs(x) > 0.5) return 0.5 * (exp(x) - exp(-x));
  float e = f_expm1(x);
  return 0.5 * (e + e / (1.0 + e));
}
float f_cosh(float x) { return 0.5 * (exp(x) + exp(-x)); }
float f_tanh(float x) {
  float e = f_expm1(2.0 * clamp(x, -20.0, 20.0));
  return e / (e + 2.0);
}
// Sine of r for quadrant 0, cosine for 1, and so on; |r| <= pi/4. Drivers' own sin and cos may be wrong by 2^-11.
float f_wave(float r, int quadrant) {
  float z = r * r;
  float value = (quadrant & 1) == 0
    ? r * (1.0 - z / 6.0 * (1.0 - z / 20.0 * (1.0 - z / 42.0 * (1.0 - z / 72.0))))
    : 1.0 - z / 2.0 * (1.0 - z / 12.0 * (1.0 - z / 30.0 * (1.0 - z / 56.0 * (1.0 - z / 90.0))));
  return (quadrant & 2) == 0 ? value : -value;
}
// x less k quarter turns; pi/2 in three parts, the first two short enough that their products are exact.
float f_reduced(float x, float k) { return ((x - k * 1.5703125) - k * 4.83751296997e-4) - k * 7.54979013e-8; }
float f_sin(float x) {
  float k = floor(x * 0.636619772 + 0.5);
  return f_wave(f_reduced(x, k), int(k));
}
float f_cos(float x) {
  float k = floor(x * 0.636619772 + 0.5);
  return f_wave(f_reduced(x, k), int(k) + 1);
}
float f_tan(float x) { return f_sin(x) / f_cos(x); }
float f_arcsin(float x) { return atan(x, sqrt((1.0 - x) * (1.0 + x))); }
float f_arccos(float x) { return 2.0 * atan(sqrt(1.0 - x), sqrt(1.0 + x)); }
float f_floordiv(float a, float b) { return floor(a / b); }
float f_mod(float a, float b) { return a - b * floor(a / b); }
// Negative bases with whole exponents, and 0 to the power 0, as in Python.
float f_pow(float x, float y) {
  if (y == 0.0) return 1.0;
  float size = x == 0.0 ? (y > 0.0 ? 0.0 : 1.0 / abs(x)) : pow(abs(x), y);
  if (x >= 0.0) return size;
  if (y != floor(y)) return uintBitsToFloat(0x7fc00000u);
  return y - 2.0 * floor(0.5 * y) == 0.0 ? size : -size;
}
`;

/** Philox4x32-10 and the draws of `random.ts`, in 32 bit: the same words, uniforms of 24 bit. */
export const GLSL_PHILOX = `
uint philox_high(uint a, uint b) {
  uint al = a & 0xffffu, ah = a >> 16, bl = b & 0xffffu, bh = b >> 16;
  uint middle = ah * bl + ((al * bl) >> 16);
  uint cross_ = al * bh + (middle & 0xffffu);
  return ah * bh + (middle >> 16) + (cross_ >> 16);
}
uvec4 philox(uvec4 x, uvec2 key) {
  for (int round_ = 0; round_ < 10; round_++) {
    uint h0 = philox_high(0xd2511f53u, x.x), h1 = philox_high(0xcd9e8d57u, x.z);
    x = uvec4(h1 ^ x.y ^ key.x, 0xcd9e8d57u * x.z, h0 ^ x.w ^ key.y, 0xd2511f53u * x.x);
    key += uvec2(0x9e3779b9u, 0xbb67ae85u);
  }
  return x;
}
float f_uniform(uvec4 words) { return float(words.x >> 8) * 5.9604644775390625e-8; }
float f_normal(uvec4 words) {
  float u = float(words.x >> 8) * 5.9604644775390625e-8, v = float(words.z >> 8) * 5.9604644775390625e-8;
  float turn = floor(4.0 * v + 0.5);
  return sqrt(-2.0 * log(1.0 - u)) * f_wave((4.0 * v - turn) * 1.570796327, int(turn) + 1);
}
`;
