import { and, asc, count, desc, eq, gte, ilike, lte, min, ne, or, type SQL } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { readAppealNumber } from '../appeal.ts';
import { appeal } from '../schema.server.ts';
import { academicYearOf } from './academic-year.ts';
import { registeredWithin, type AskedFor, type Sort } from './asked-for.ts';

export const PAGE_ROWS = 50;

const { appealId } = appeal;
const order: Record<Sort, SQL[]> = {
  registered: [desc(appeal.registeredOn), desc(appealId)],
  due: [asc(appeal.nextDueOn), asc(appealId)],
  hearing: [asc(appeal.hearingOn), asc(appealId)],
  ended: [desc(appeal.endedOn), desc(appealId)],
  number: [asc(appeal.number), asc(appealId)],
  child: [asc(appeal.childName), asc(appealId)],
};
const shown = {
  appealId,
  number: appeal.number,
  caseFileId: appeal.caseFileId,
  childName: appeal.childName,
  appellantName: appeal.appellantName,
  ground: appeal.ground,
  sections: appeal.sections,
  stage: appeal.stage,
  outcome: appeal.outcome,
  area: appeal.area,
  registeredOn: appeal.registeredOn,
  hearingOn: appeal.hearingOn,
  endedOn: appeal.endedOn,
  nextDue: appeal.nextDue,
  nextDueOn: appeal.nextDueOn,
};

export interface RegisterPage {
  /** How many there are, of those this person may see. */
  total: number;
  rows: Awaited<ReturnType<typeof rowsOf>>;
}

/** TR9 A22: one page of the register. The database shows only what is this person's to see, so that a count tells no more. */
export async function registerPage(tx: Tx, scope: Scope, asked: AskedFor): Promise<RegisterPage> {
  const wanted = and(...conditions(scope, asked));
  const [counted] = await tx.select({ total: count() }).from(appeal).where(wanted);
  return { total: counted!.total, rows: await rowsOf(tx, wanted, asked) };
}

const rowsOf = (tx: Tx, wanted: SQL | undefined, { sort, page }: AskedFor) =>
  tx
    .select(shown)
    .from(appeal)
    .where(wanted)
    .orderBy(...order[sort])
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS);

/** Somebody's words as they are, whatever they hold. */
const anywhere = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

function conditions({ councilId }: Scope, asked: AskedFor): (SQL | undefined)[] {
  const { words, open, ground, stage, outcome, area } = asked;
  const { from, to } = registeredWithin(asked);
  const number = readAppealNumber(words);
  return [
    eq(appeal.councilId, councilId),
    number
      ? eq(appeal.number, number)
      : words
        ? or(...[appeal.number, appeal.childName, appeal.appellantName].map((column) => ilike(column, anywhere(words))))
        : undefined,
    open === 'open' ? ne(appeal.stage, 'closed') : open === 'closed' ? eq(appeal.stage, 'closed') : undefined,
    ground ? eq(appeal.ground, ground) : undefined,
    stage ? eq(appeal.stage, stage) : undefined,
    outcome ? eq(appeal.outcome, outcome) : undefined,
    area ? eq(appeal.area, area) : undefined,
    from ? gte(appeal.registeredOn, from) : undefined,
    to ? lte(appeal.registeredOn, to) : undefined,
  ];
}

/** The academic years the register goes back to, the newest first. `thisYear` is always among them. */
export async function yearsKnown(tx: Tx, { councilId }: Scope, thisYear: number): Promise<number[]> {
  const [row] = await tx
    .select({ first: min(appeal.registeredOn) })
    .from(appeal)
    .where(eq(appeal.councilId, councilId));
  const first = Math.min(row?.first ? academicYearOf(row.first) : thisYear, thisYear);
  return Array.from({ length: Math.min(thisYear - first + 1, 60) }, (_, index) => thisYear - index);
}
