import type { Side } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inShort } from '#domain/calendar/words.ts';
import type { Asking } from '../asking/asking.ts';
import { saidInWords, stateOfRow, type AnsweringSide, type Answer, type RowState, type SideAnswer } from './check.ts';
import { pagesInWords, type Paper } from '../paper.ts';
import { originInWords, type Origin } from './provenance.ts';

/** What a page shows of one row: words only. */
export interface RowView {
  checkRowId: string;
  title: string;
  who: string;
  date: string;
  /** Where it comes from: who asked and when, when it was chased, when it came. */
  origin: string[];
  /** The asking an officer can chase, and whether the family can ask for that. */
  toChase: string | null;
  mayWish: boolean;
  paper: { evidenceItemId: string; title: string; about: string } | null;
  family: string;
  council: string;
  state: RowState;
  /** The answer and the words of the one who looks, to change. */
  own: SideAnswer | null;
}

type RowToShow = Origin & {
  checkRowId: string;
  title: string;
  who: string;
  family: SideAnswer | null;
  council: SideAnswer | null;
};

/** What each side is called by the one who looks: "You" for one's own. */
const calledBy = (viewer: Side): Record<AnsweringSide, string> => ({
  family: viewer === 'family' ? 'You' : 'Family',
  council: viewer === 'council' ? 'You' : 'Council',
});

/** One row as somebody of that side sees it today. */
export function rowView(row: RowToShow, viewer: Side, today: CalendarDate, askings: readonly Asking[] = []): RowView {
  const names = calledBy(viewer);
  const { checkRowId, title, who, paper, hasPaper, family, council, kind } = row;
  const its = askings.filter((each) => each.checkRowId === checkRowId);
  const waiting = its.findLast(({ state }) => state === 'open' || state === 'expired');
  return {
    checkRowId,
    title,
    who: hasPaper && paper?.author ? paper.author : who,
    date: dateOf(row, today),
    origin: originInWords(row, its),
    toChase: viewer === 'council' ? (waiting?.adviceRequestId ?? null) : null,
    mayWish: viewer === 'family' && !hasPaper && !['family', 'family_own'].includes(kind),
    paper: paper && { evidenceItemId: paper.evidenceItemId, title: paper.title, about: aboutPaper(paper) },
    family: saidInWords(names.family, family),
    council: saidInWords(names.council, council),
    state: stateOfRow(row),
    own: viewer === 'neutral' ? null : row[viewer],
  };
}

function dateOf({ paper, hasPaper, dueOn }: RowToShow, today: CalendarDate): string {
  if (hasPaper) return paper?.writtenOn ? `Written ${inShort(paper.writtenOn)}` : '';
  return dueOn ? `Due ${inShort(dueOn)} (${inDays(dueOn, today)})` : '';
}

/** How a paper is, in a few words beside its name. */
export function aboutPaper({ withdrawnAt, state, pages }: Paper): string {
  if (withdrawnAt) return 'taken back';
  if (state === 'refused') return 'cannot be opened';
  if (state === 'held') return 'an officer is checking it';
  if (state === 'recalled') return 'taken away';
  return state === 'reading' ? 'still being read' : pagesInWords(pages);
}

export const answerChoices: readonly { value: Answer; label: string }[] = [
  { value: 'there', label: 'There' },
  { value: 'missing', label: 'Missing' },
  { value: 'not_needed', label: 'Not needed' },
  { value: 'not_sure', label: 'Not sure' },
];
