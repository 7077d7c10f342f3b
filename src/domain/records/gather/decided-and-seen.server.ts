import { and, asc, eq, sql } from 'drizzle-orm';
import { roleInWords, type Role } from '#domain/access/standing.ts';
import { decision } from '#domain/board/desk/deciding-schema.server.ts';
import { outcomes } from '#domain/board/outcomes.ts';
import { questions } from '#domain/board/question.ts';
import { boardNotice } from '#domain/board/schema.server.ts';
import { release, telling } from '#domain/board/telling/telling-schema.server.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort, momentInWords } from '#domain/calendar/words.ts';
import { happeningOf } from '#domain/cases/happenings.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { reasonGiven } from '#server/history.ts';
import { history } from '#server/schema.server.ts';
import { labelled, lines, type Asking, type Gathered } from './gathered.ts';

/** What the Board decided, with its reasons. One that is not out yet is the family's from a person first, and no part of this. */
export async function theDecisions(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select({ row: decision, sentOn: release.sentOn })
    .from(decision)
    .innerJoin(
      release,
      and(
        eq(release.councilId, decision.councilId),
        eq(release.caseFileId, decision.caseFileId),
        eq(release.decisionId, decision.decisionId),
      ),
    )
    .where(and(eq(decision.councilId, councilId), eq(decision.caseFileId, caseFileId)))
    .orderBy(asc(decision.decidedAt));
  return rows.map(({ row, sentOn }) => ({
    ...{ class: 'case', part: 'decision', sourceId: row.decisionId },
    title: `Decision of ${inShort(dateOf(row.decidedAt))}, sent on ${inShort(sentOn)}`,
    words: lines(
      questions[row.question],
      outcomes[row.outcome].inWords,
      row.sentence,
      row.thisWeek,
      row.nextStep,
      ...row.record.reasons.map(({ words, pages }, index) =>
        lines(`Reason ${index + 1}: ${words}`, labelled('Pages', pages.map(({ cite }) => cite).join(', '))),
      ),
      ...row.record.important.map(({ title, familyWords, answer }) =>
        lines(labelled('The family marked', title), familyWords, labelled('The Board said', answer)),
      ),
      labelled('There were', row.record.present.map(({ name, seat }) => `${name} (${seat})`).join(', ')),
    ),
  }));
}

const heard = {
  told: 'You were told.',
  declined: 'You did not want to hear it then.',
  no_answer: 'Nobody answered.',
  left_message: 'A message was left.',
};

/** How whoever asks was told: nobody else's calls and notices. */
export async function theLetters(tx: Tx, { councilId, caseFileId, askedBy }: Asking): Promise<Gathered[]> {
  const calls = await tx
    .select()
    .from(telling)
    .where(and(eq(telling.councilId, councilId), eq(telling.caseFileId, caseFileId), eq(telling.personId, askedBy)))
    .orderBy(asc(telling.at));
  const notices = await tx
    .select()
    .from(boardNotice)
    .where(
      and(
        eq(boardNotice.councilId, councilId),
        eq(boardNotice.caseFileId, caseFileId),
        eq(boardNotice.personId, askedBy),
      ),
    )
    .orderBy(asc(boardNotice.queuedAt));
  const own = { class: 'case', part: 'letter', own: true } as const;
  return [
    ...notices.map(({ boardNoticeId, queuedAt, words }) => ({
      ...own,
      sourceId: boardNoticeId,
      title: `What you were sent about the Board on ${inShort(dateOf(queuedAt))}`,
      words,
    })),
    ...calls.map(({ tellingId, at, cameOfIt, words }) => ({
      ...own,
      sourceId: tellingId,
      title: `How you were told, ${momentInWords(at)}`,
      words: lines(heard[cameOfIt], words),
    })),
  ];
}

/** The role of the latest place somebody has had on this case. */
const latestRole = sql<Role | null>`(select ${standing.role} from ${standing} where ${standing.councilId} = ${history.councilId}
  and ${standing.caseFileId} = ${history.chainId} and ${standing.personId} = ${history.actorId} order by ${standing.startedAt} desc limit 1)`;

/** Who looked and who did what, a month at a time, one line each: when, who, what, why, with a tab between. Another grown-up's looks and doings are theirs. */
export async function whoDidWhat(tx: Tx, { councilId, caseFileId, askedBy }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select({
      ...{ at: history.at, action: history.action, reason: reasonGiven, actorId: history.actorId },
      ...{ name: nameShown, kind: person.kind, role: latestRole },
    })
    .from(history)
    .innerJoin(person, and(eq(person.councilId, history.councilId), eq(person.personId, history.actorId)))
    .where(and(eq(history.councilId, councilId), eq(history.chainId, caseFileId)))
    .orderBy(asc(history.sequence));
  const months = new Map<string, string[]>();
  for (const { at, action, reason, actorId, name, kind, role } of rows) {
    const happening = happeningOf(action);
    const own = actorId === askedBy;
    const forAll = happening?.kind === 'change' || (happening?.kind === 'look' && kind !== 'family');
    if (!happening || happening.kind === 'room' || !(own || forAll)) continue;
    const month = dateOf(at).slice(0, 7);
    const who = own ? 'You' : role ? `${name}, ${roleInWords[role].toLowerCase()}` : name;
    const line = [momentInWords(at), who, happening.did, reason ?? ''].map((cell) => cell.replace(/\s+/g, ' '));
    months.set(month, [...(months.get(month) ?? []), line.join('\t')]);
  }
  return [...months].map(([month, told]) => ({
    ...{ class: 'case', part: 'history', sourceId: month, own: true },
    title: `Who looked and who did what, ${inShort(`${month}-01`).replace(/^1 /, '')}`,
    words: told.join('\n'),
  }));
}
