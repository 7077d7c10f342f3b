import type { ConfidentialityClass } from '#domain/access/scope.ts';
import type { Block } from './plan.ts';
import type { WordsKind } from './recipe.ts';

interface Entry<Class extends ConfidentialityClass> {
  readonly class: Class;
  readonly id: string;
  readonly tab: string;
  readonly title: string;
  /** Who, when, how many pages. */
  readonly about: string;
  /** That it came late, in a sentence, or nothing. */
  readonly note: string;
  readonly firstPage: number;
  readonly pages: number;
}
/** A numbered page of words. */
export interface WordsEntry<Class extends ConfidentialityClass> extends Entry<Class> {
  readonly kind: WordsKind;
  readonly blocks: readonly Block[];
}
export interface PaperEntry<Class extends ConfidentialityClass> extends Entry<Class> {
  readonly kind: 'paper';
}
/** A paper of the supplement: cited as a whole, and counted in itself. */
export type LateEntry<Class extends ConfidentialityClass> = Omit<PaperEntry<Class>, 'firstPage'> & {
  readonly cite: string;
};

/** Everything a book is made of. Its class is the recipe's: nothing else can be handed to the planner (BOOK1). */
export interface BookContent<Class extends ConfidentialityClass> {
  readonly reference: string;
  /** In the order of the running number. */
  readonly entries: readonly (WordsEntry<Class> | PaperEntry<Class>)[];
  readonly late: readonly LateEntry<Class>[];
  /** What was missing and who confirmed, and the receipt: pages of our own before and after the tabs. */
  readonly facts: { readonly title: string; readonly blocks: readonly Block[] };
  readonly receipt: { readonly title: string; readonly blocks: readonly Block[] };
}
