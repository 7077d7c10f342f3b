import { and, eq, sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { person, standing, team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { OfCase } from '../addressees.server.ts';
import type { NewEntry } from '../thread/add-entry.server.ts';
import { contactEntry } from '../thread/thread-schema.server.ts';
import { fillWords } from './fill.ts';
import { plainAcknowledgement } from './holding.ts';
import { holdingReplyFor } from './holding.server.ts';

/** Who wrote to the council, who answers them, and by when. */
export interface Wrote {
  personId: string;
  answeredBy: string;
  answerOn: CalendarDate;
  at: Date;
}

/**
 * The entry that says at once that a message came (HOL3): in the words a person of the team wrote for this stage and in
 * their name, else only that it came and by when they hear. Null when they had one today: nobody needs two.
 */
export async function holdingEntryFor(
  tx: Tx,
  of: OfCase,
  { personId, answeredBy, answerOn, at }: Wrote,
): Promise<NewEntry | null> {
  if (await hadOneOn(tx, of, personId, dateOf(at))) return null;
  const about = await aboutCase(tx, of, personId);
  const date = inWords(answerOn);
  const reply = await holdingReplyFor(tx, about.teamId, about.stage);
  const filling = { ...about, officer: answeredBy, date, reason: '' };
  return {
    ...{ kind: 'holding', direction: 'out', withPersonId: personId, automatic: true, happenedAt: at },
    authorId: reply?.writtenBy ?? null,
    words: reply ? fillWords(reply.words, filling) : plainAcknowledgement(date, about.phone),
  };
}

async function hadOneOn(tx: Tx, of: OfCase, personId: string, day: CalendarDate): Promise<boolean> {
  const had = await tx
    .select({ one: sql`1` })
    .from(contactEntry)
    .where(
      and(
        ...[eq(contactEntry.councilId, of.councilId), eq(contactEntry.caseFileId, of.caseFileId)],
        ...[eq(contactEntry.withPersonId, personId), eq(contactEntry.kind, 'holding')],
        sql`(${contactEntry.happenedAt} at time zone 'Europe/London')::date = ${day}`,
      ),
    )
    .limit(1);
  return had.length > 0;
}

/** What the words may name. The child is null to the young person whose case it is. */
async function aboutCase(tx: Tx, { councilId, caseFileId }: OfCase, personId: string) {
  const [row] = await tx
    .select({
      teamId: caseFile.teamId,
      stage: caseFile.stage,
      phone: team.phone,
      firstName: caseFile.childFirstName,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      role: sql<string | null>`(select s.role from ${standing} s where s.council_id = ${councilId}
        and s.case_file_id = ${caseFileId} and s.person_id = ${personId} and s.ended_at is null)`,
    })
    .from(caseFile)
    .innerJoin(team, and(eq(team.councilId, caseFile.councilId), eq(team.teamId, caseFile.teamId)))
    .innerJoin(person, and(eq(person.councilId, caseFile.councilId), eq(person.personId, personId)))
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  if (!row) throw new Error('The case file of this message is not there.');
  const { firstName, role, ...about } = row;
  return { ...about, child: role === 'young_person' ? null : firstName };
}
