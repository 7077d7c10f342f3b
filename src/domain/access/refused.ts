/** Why a command did nothing: the field of the form to go back to, and a sentence for the person. */
export interface Refused {
  refused: string;
  field: string;
}
export const refuse = (field: string, refused: string): Refused => ({ field, refused });
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;
