import { paperLimits } from '../limits.ts';
import type { ReaderRefusal } from './job.ts';

const because: Record<ReaderRefusal, string> = {
  password: 'needs a password to open. Save a copy without the password and add that.',
  damaged: 'is damaged and cannot be opened. Ask whoever sent it for a new copy.',
  'too-many-pages': `has more than ${paperLimits.pagesMax} pages. Add it in parts.`,
  'too-slow': 'takes too long to open. Print it to a new PDF and add that.',
  'too-big': 'holds pictures that are too large to open. Save it in a smaller size and add that.',
  'unpacks-too-big': 'becomes far too large when it is unpacked. Save it as a PDF and add that.',
  macros: 'can carry small programs, called macros. Save it as a PDF and add that.',
  embedded: 'has another file inside it. Save it as a PDF and add that.',
  outside: 'takes parts of itself from somewhere else, such as a template. Save it as a PDF and add that.',
  lost: 'is not here any more, by a fault of ours. We are sorry. Add it again.',
  'not-word': 'is not a Word document, whatever its name says. Save it as a PDF and add that.',
};

/** The sentence a person reads instead of the paper: it names the file and says what to do (EV10). */
export const refusalInWords = (fileName: string, refusal: ReaderRefusal): string => `“${fileName}” ${because[refusal]}`;
