import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Role } from '#domain/access/standing.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { history } from '#server/schema.server.ts';
import { contactAttachment, contactEntry } from './thread-schema.server.ts';

type Row = typeof contactEntry.$inferSelect;

/** One entry as it is read: no address, no number, and nobody's id but that of whom it is with. */
export interface ThreadEntry extends Omit<Row, 'councilId' | 'caseFileId' | 'authorId' | 'teamId'> {
  author: { name: string; role: Role | null; me: boolean } | null;
  /** What whom it is with asked to be called; null is everybody on the family's side. */
  withName: string | null;
  answers: { words: string; happenedAt: Date } | null;
  papers: string[];
}

export interface ThreadPage {
  /** The latest first. */
  entries: ThreadEntry[];
  /** The entry older ones are asked for by; null when these are the oldest. */
  older: string | null;
}

export const ENTRIES_OF_A_PAGE = 20;

const author = alias(person, 'author');
const other = alias(person, 'other');
const answered = alias(contactEntry, 'answered');
const called = (of: typeof author | typeof other) =>
  sql<
    string | null
  >`case when ${of.kind} = 'staff' then ${of.fullName} else coalesce(${of.calledName}, ${of.fullName}) end`;
const roleOfAuthor = sql<Role | null>`(select ${standing.role} from ${standing} where ${standing.councilId} = ${contactEntry.councilId}
  and ${standing.caseFileId} = ${contactEntry.caseFileId} and ${standing.personId} = ${contactEntry.authorId}
  order by ${standing.startedAt} desc limit 1)`;

const ofThread = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(contactEntry.councilId, councilId), eq(contactEntry.caseFileId, caseFileId));

const entriesOf = (tx: Tx, scope: CaseScope) =>
  tx
    .select({
      entry: contactEntry,
      authorName: called(author),
      authorRole: roleOfAuthor,
      withName: called(other),
      answersWords: answered.words,
      answersAt: answered.happenedAt,
    })
    .from(contactEntry)
    .leftJoin(author, and(eq(author.councilId, contactEntry.councilId), eq(author.personId, contactEntry.authorId)))
    .leftJoin(other, and(eq(other.councilId, contactEntry.councilId), eq(other.personId, contactEntry.withPersonId)))
    .leftJoin(
      answered,
      and(
        ...[eq(answered.councilId, scope.councilId), eq(answered.caseFileId, scope.caseFileId)],
        eq(answered.contactEntryId, contactEntry.answersId),
      ),
    );
type Found = Awaited<ReturnType<typeof entriesOf>>[number];

/**
 * What was said on the case, as far as this person may read it: the database leaves out what is between the council and
 * another family member (THR7). `before` is the entry to go on from. Who of the council read it is written down.
 */
export async function threadOf(tx: Tx, scope: CaseScope, before: string | null): Promise<ThreadPage> {
  await noteReading(tx, scope);
  const earlier =
    before && isId(before)
      ? sql`(${contactEntry.happenedAt}, ${contactEntry.contactEntryId}) < (select c.happened_at, c.contact_entry_id from contact_entry c
          where c.council_id = ${scope.councilId} and c.case_file_id = ${scope.caseFileId} and c.contact_entry_id = ${before})`
      : undefined;
  const rows = await entriesOf(tx, scope)
    .where(and(ofThread(scope), earlier))
    .orderBy(desc(contactEntry.happenedAt), desc(contactEntry.contactEntryId))
    .limit(ENTRIES_OF_A_PAGE + 1);
  const shown = rows.slice(0, ENTRIES_OF_A_PAGE);
  const papers = await papersWith(tx, scope, shown);
  return {
    entries: shown.map((row) => asRead(row, scope, papers.get(row.entry.contactEntryId) ?? [])),
    older: rows.length > shown.length ? shown.at(-1)!.entry.contactEntryId : null,
  };
}

const VISIT_MINUTES = 30;

/** Who of the council reads is written down, once in a visit. What a family reads of its own is theirs. */
async function noteReading(tx: Tx, scope: CaseScope): Promise<void> {
  if (scope.side === 'family') return;
  const [seen] = await tx
    .select({ sequence: history.sequence })
    .from(history)
    .where(
      and(
        ...[eq(history.councilId, scope.councilId), eq(history.chainId, scope.caseFileId)],
        ...[eq(history.actorId, scope.personId), eq(history.action, 'contact.read')],
        gt(history.at, sql`now() - make_interval(mins => ${VISIT_MINUTES})`),
      ),
    )
    .limit(1);
  if (!seen) await recordFor(tx, scope, { action: 'contact.read' });
}

/** One entry, or null for one that is not on this case or not this person's to read. */
export async function entryOf(tx: Tx, scope: CaseScope, contactEntryId: string): Promise<ThreadEntry | null> {
  if (!isId(contactEntryId)) return null;
  const [row] = await entriesOf(tx, scope).where(and(ofThread(scope), eq(contactEntry.contactEntryId, contactEntryId)));
  return row ? asRead(row, scope, []) : null;
}

function asRead(row: Found, { personId, side }: CaseScope, papers: string[]): ThreadEntry {
  const { councilId: _council, caseFileId: _case, teamId: _team, authorId, ...entry } = row.entry;
  return {
    ...entry,
    // Why the council could not do as it was asked is its own note, and so is who had to chase.
    ...(side === 'family' ? { whyNotAsAsked: '', chases: false } : {}),
    author: authorId ? { name: row.authorName ?? '', role: row.authorRole, me: authorId === personId } : null,
    withName: row.withName,
    answers: row.answersAt ? { words: row.answersWords ?? '', happenedAt: row.answersAt } : null,
    papers,
  };
}

/** Which papers came with these entries, by entry. What they are called is the papers' own to tell. */
async function papersWith(tx: Tx, { councilId, caseFileId }: CaseScope, rows: Found[]): Promise<Map<string, string[]>> {
  const ids = rows.map(({ entry }) => entry.contactEntryId);
  const found = new Map<string, string[]>();
  if (ids.length === 0) return found;
  const { contactEntryId, evidenceItemId } = contactAttachment;
  const attached = await tx
    .select({ contactEntryId, evidenceItemId })
    .from(contactAttachment)
    .where(
      and(
        ...[eq(contactAttachment.councilId, councilId), eq(contactAttachment.caseFileId, caseFileId)],
        inArray(contactEntryId, ids),
      ),
    );
  for (const one of attached)
    found.set(one.contactEntryId, [...(found.get(one.contactEntryId) ?? []), one.evidenceItemId]);
  return found;
}
