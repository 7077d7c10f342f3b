/** One thing on a letter or an agreement, in order: what a page, a PDF and a Word file all set, so that all say the same. */
export type PrintBlock =
  | { kind: 'title' | 'heading' | 'small-heading' | 'words'; words: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'pairs'; pairs: { label: string; words: string }[] };

/** What is to be printed, and what stands at the foot of each of its pages. */
export interface Printed {
  /** What the file is called in a reader's list of open files. */
  title: string;
  blocks: PrintBlock[];
  foot: string[];
}
