/** One colour, one meaning, in every figure, equation and slider of the book (look.md). */
export type Role =
  | 'membrane'
  | 'excitatory'
  | 'inhibitory'
  | 'adaptation'
  | 'pre'
  | 'post'
  | 'weight'
  | 'error'
  | 'neutral';
