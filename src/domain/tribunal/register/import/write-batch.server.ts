import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { endingOf, type AppealStage } from '../../appeal.ts';
import { recordOnAppeal, type AppealRow } from '../../begin.server.ts';
import { datesOf, nextDueOf, type AppealFacts, type DirectedDate } from '../../dates/appeal-days.ts';
import { appeal, appealDate } from '../../schema.server.ts';
import type { Fill } from './compare.ts';
import type { ListedAppeal, RowError } from './row.ts';

/** The appeals of the register with these numbers, of those this person may see; held still when they may be changed. */
export async function standingWith(
  tx: Tx,
  { councilId }: Scope,
  numbers: readonly string[],
  hold: boolean,
): Promise<Map<string, AppealRow>> {
  if (numbers.length === 0) return new Map();
  const query = tx
    .select()
    .from(appeal)
    .where(and(eq(appeal.councilId, councilId), inArray(appeal.number, [...numbers])));
  const rows = await (hold ? query.orderBy(appeal.number).for('update') : query);
  return new Map(rows.map((row) => [row.number!, row]));
}

/** What the days of one batch are reckoned to; most of a list has the same few days. */
export class NextDue {
  readonly #known = new Map<string, ReturnType<typeof nextDueOf>>();

  of(facts: AppealFacts, directed: readonly DirectedDate[]): ReturnType<typeof nextDueOf> {
    if (facts.stage === 'closed') return { nextDue: null, nextDueOn: null };
    if (directed.length > 0) return nextDueOf(datesOf(facts, directed));
    const { ground, papersOn, hearingOn, stage } = facts;
    const key = [ground, papersOn, hearingOn, stage].join();
    const known = this.#known.get(key) ?? nextDueOf(datesOf(facts, []));
    this.#known.set(key, known);
    return known;
  }
}

/** What ends an appeal, or leaves it where it is. */
const ended = (outcome: NonNullable<ListedAppeal['outcome']>, stage: AppealStage) => ({
  outcome,
  ...endingOf(outcome),
  stage: outcome === 'pending' ? stage : 'closed',
});

/** A row's columns as the database names them, for a set of rows that goes in as one. */
const columns = sql`x(appeal_id uuid, number text, child_name text, child_born_on date, ground text, sections text[], issue_tags text[],
  asks_health boolean, asks_social_care boolean, appellant_kind text, appellant_name text, representative text, area text,
  parental_request boolean, private_report boolean, decision_sent_on date, certificate_on date, registered_on date, papers_on date,
  hearing_on date, stage text, next_due text, next_due_on date, outcome text, order_effect text, favoured text, ended_on date)`;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const asRows = (rows: readonly object[]): string =>
  JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]))),
  );

/** IMP4: puts appeals that are new into the register, as one statement. Returns the numbers that turned out to be taken. */
export async function insertFresh(
  tx: Tx,
  { councilId, personId }: Scope,
  importId: string,
  listed: readonly ListedAppeal[],
  nextDue: NextDue,
): Promise<string[]> {
  if (listed.length === 0) return [];
  const rows = listed.map((one) => {
    const end = ended(one.outcome ?? 'pending', one.stage && one.stage !== 'closed' ? one.stage : 'registered');
    const row = { ...one, ...whereSilent(one), ...end };
    return { ...row, ...nextDue.of(row as unknown as AppealFacts, []), appealId: v7() };
  });
  const put = await tx.execute<{ number: string }>(sql`
    insert into appeal (council_id, appeal_id, number, child_name, child_born_on, ground, sections, issue_tags, asks_health,
      asks_social_care, appellant_kind, appellant_name, representative, area, parental_request, private_report, decision_sent_on,
      certificate_on, registered_on, papers_on, hearing_on, stage, next_due, next_due_on, outcome, order_effect, favoured, ended_on,
      import_id, added_by)
    select ${councilId}, x.*, ${importId}, ${personId} from jsonb_to_recordset(${asRows(rows)}::jsonb) as ${columns}
    on conflict (council_id, number) do nothing returning number`);
  const done = new Set(put.map(({ number }) => number));
  return listed.map(({ number }) => number).filter((number) => !done.has(number));
}

/** What a list that does not say leaves an appeal with. A list that names nobody is of parents: nearly every appeal is. */
const whereSilent = (one: ListedAppeal) => ({
  sections: one.sections ?? [],
  issueTags: one.issueTags ?? [],
  asksHealth: one.asksHealth ?? false,
  asksSocialCare: one.asksSocialCare ?? false,
  appellantKind: one.appellantKind ?? 'parent',
  appellantName: one.appellantName ?? '',
  representative: one.representative ?? '',
  area: one.area ?? '',
});

/** IMP5: fills what was empty in appeals that are in the register, as one statement, and keeps what is due next true. */
export async function fillStanding(
  tx: Tx,
  scope: Scope,
  fills: readonly { held: AppealRow; fill: Fill }[],
  nextDue: NextDue,
): Promise<void> {
  if (fills.length === 0) return;
  const { councilId } = scope;
  const dates = await directedOf(tx, councilId, fills);
  const rows = fills.map(({ held, fill }) => {
    const row = { ...held, ...fill, ...ended(fill.outcome ?? held.outcome, held.stage) };
    return { ...row, ...nextDue.of(row as AppealFacts, dates.get(held.appealId) ?? []) };
  });
  await tx.execute(sql`
    update appeal a set child_name = x.child_name, child_born_on = x.child_born_on, sections = x.sections, issue_tags = x.issue_tags,
      asks_health = x.asks_health, asks_social_care = x.asks_social_care, appellant_name = x.appellant_name,
      representative = x.representative, area = x.area, parental_request = x.parental_request, private_report = x.private_report,
      decision_sent_on = x.decision_sent_on, certificate_on = x.certificate_on, registered_on = x.registered_on,
      papers_on = x.papers_on, hearing_on = x.hearing_on, stage = x.stage, next_due = x.next_due, next_due_on = x.next_due_on,
      outcome = x.outcome, order_effect = x.order_effect, favoured = x.favoured, ended_on = x.ended_on, version = a.version + 1
    from jsonb_to_recordset(${asRows(rows)}::jsonb) as ${columns}
    where a.council_id = ${councilId} and a.appeal_id = x.appeal_id`);
  for (const { held } of fills)
    if (held.caseFileId) await recordOnAppeal(tx, scope, held, { action: 'appeal.filled_from_list' });
}

async function directedOf(tx: Tx, councilId: string, fills: readonly { held: AppealRow }[]) {
  const ids = fills.map(({ held }) => held.appealId);
  const rows = await tx
    .select()
    .from(appealDate)
    .where(and(eq(appealDate.councilId, councilId), inArray(appealDate.appealId, ids), isNull(appealDate.replacedAt)));
  return Map.groupBy(rows, ({ appealId }) => appealId);
}

/** A row that is not taken, as it stood in the list. */
export interface Rejected {
  row: number;
  cells: string[];
  errors: RowError[];
}

export async function keepRejected(
  tx: Tx,
  { councilId }: Scope,
  importId: string,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return;
  await tx.execute(sql`
    insert into rejected_row (council_id, appeal_import_id, "row", cells, errors)
    select ${councilId}, ${importId}, x."row", x.cells, x.errors
      from jsonb_to_recordset(${JSON.stringify(rejected)}::jsonb) as x("row" integer, cells text[], errors jsonb)`);
}
