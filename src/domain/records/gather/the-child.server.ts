import { and, asc, eq } from 'drizzle-orm';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { adult } from '#domain/cases/adults-schema.server.ts';
import { responsibilities, restrictions } from '#domain/cases/adults.ts';
import { caseClosing } from '#domain/cases/closing-schema.server.ts';
import { closedBecause } from '#domain/cases/closing.ts';
import { caseMilestone, statutoryException } from '#domain/cases/dates-schema.server.ts';
import { milestones } from '#domain/cases/milestones.ts';
import { caseFile, childPage } from '#domain/cases/schema.server.ts';
import { stageInWords } from '#domain/cases/stage.ts';
import { involvement, stageMove } from '#domain/cases/stages-schema.server.ts';
import { firstByInWords, formatInWords, noNewsInWords, type Format } from '#domain/contact/communication-plan.ts';
import { communicationPlan } from '#domain/contact/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { capacity } from '../takeover/takeover-schema.server.ts';
import { labelled, lines, type Asking, type Gathered } from './gathered.ts';

/** Who the child is, and the child's own page. */
export async function theChild(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const [file] = await tx
    .select()
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  const [page] = await tx
    .select()
    .from(childPage)
    .where(and(eq(childPage.councilId, councilId), eq(childPage.caseFileId, caseFileId)));
  if (!file) return [];
  const about = lines(
    labelled('Name', `${file.childFirstName} ${file.childLastName}`),
    labelled('Born', inShort(file.childBornOn)),
    labelled('Our reference', file.reference),
    labelled('Unique pupil number', file.childUpn),
    labelled('NHS number', file.childNhsNumber),
    labelled('School, nursery or college', file.school),
    labelled('Where things are', stageInWords[file.stage]),
    labelled('What is happening now', file.nowSentence),
    labelled('What the child can be told', file.tellTheChild),
    labelled('Why it waits', file.waitsFor),
  );
  const own = lines(
    labelled('In their own words', page?.ownWords),
    labelled('A good day', page?.goodDay),
    labelled('What grown-ups should know', page?.wantGrownUpsToKnow),
    labelled('Who helped to write it', page?.helpedBy),
  );
  const items: Gathered[] = [
    { class: 'case', part: 'child', sourceId: caseFileId, title: 'Who the child is', words: about },
  ];
  if (own) items.push({ class: 'case', part: 'child', sourceId: 'page', title: 'The child’s own page', words: own });
  return [...items, ...(await whoDecides(tx, { councilId, caseFileId }))];
}

/** What was written down of who makes one decision, and why: it is about the young person themself. */
async function whoDecides(tx: Tx, { councilId, caseFileId }: Pick<Asking, 'councilId' | 'caseFileId'>) {
  const rows = await tx
    .select()
    .from(capacity)
    .where(and(eq(capacity.councilId, councilId), eq(capacity.caseFileId, caseFileId)))
    .orderBy(asc(capacity.at));
  return rows.map(({ capacityId, decision, has, alternativeName, why }): Gathered => {
    const words = lines(has ? 'The young person decides.' : `Decided by ${alternativeName}.`, why);
    return { class: 'case', part: 'child', sourceId: capacityId, title: `Who decides: ${decision}`, words };
  });
}

/** The days the law counts from, the steps the case went through, and exceptions that were used. */
export async function daysAndSteps(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const moves = await tx
    .select()
    .from(stageMove)
    .where(and(eq(stageMove.councilId, councilId), eq(stageMove.caseFileId, caseFileId)))
    .orderBy(asc(stageMove.on), asc(stageMove.stageMoveId));
  const days = await tx
    .select()
    .from(caseMilestone)
    .where(and(eq(caseMilestone.councilId, councilId), eq(caseMilestone.caseFileId, caseFileId)))
    .orderBy(asc(caseMilestone.on));
  const used = await tx
    .select()
    .from(statutoryException)
    .where(and(eq(statutoryException.councilId, councilId), eq(statutoryException.caseFileId, caseFileId)));
  const closings = await tx
    .select()
    .from(caseClosing)
    .where(and(eq(caseClosing.councilId, councilId), eq(caseClosing.caseFileId, caseFileId)))
    .orderBy(asc(caseClosing.at));
  const words = lines(
    ...moves.map(({ on, to }) => `${inShort(on)}: ${stageInWords[to]}`),
    ...days.map(({ on, what }) => `${inShort(on)}: ${milestones[what]}`),
    ...used.map(({ fromOn, words: why }) => `${inShort(fromOn)}: an exception was used. ${why}`),
    ...closings.flatMap(({ closedOn, because, words: said, openedAgainAt, openedAgainWhy }) => [
      `${inShort(closedOn)}: the case was closed. ${closedBecause[because].label}. ${said}`,
      openedAgainAt && `${inShort(dateOf(openedAgainAt))}: it was opened again. ${openedAgainWhy}`,
    ]),
  );
  return words ? [{ class: 'case', part: 'dates', sourceId: caseFileId, title: 'Days and steps', words }] : [];
}

/** What was checked of whoever asks, how they want to be told things, and what was said of their staying involved. Nobody else's. */
export async function theAsker(tx: Tx, { councilId, caseFileId, askedBy }: Asking): Promise<Gathered[]> {
  const checks = await tx
    .select()
    .from(adult)
    .where(and(eq(adult.councilId, councilId), eq(adult.caseFileId, caseFileId), eq(adult.personId, askedBy)));
  const plans = await tx
    .select()
    .from(communicationPlan)
    .where(
      and(
        eq(communicationPlan.councilId, councilId),
        eq(communicationPlan.caseFileId, caseFileId),
        eq(communicationPlan.personId, askedBy),
      ),
    );
  const stays = await tx
    .select()
    .from(involvement)
    .where(
      and(
        eq(involvement.councilId, councilId),
        eq(involvement.caseFileId, caseFileId),
        eq(involvement.personId, askedBy),
      ),
    );
  const own = { class: 'case', part: 'adult', own: true } as const;
  return [
    ...checks.map((row) => ({
      ...own,
      sourceId: row.adultId,
      title: 'What was checked about you',
      words: checked(row),
    })),
    ...plans.map((row) => ({ ...own, sourceId: 'plan', title: 'How you want to be told things', words: wishes(row) })),
    ...stays.map((row) => ({
      ...own,
      sourceId: row.involvementId,
      title: 'Whether you stay involved',
      words: lines(row.stays ? 'You stay involved.' : 'You do not stay involved.', row.words),
    })),
  ];
}

const checked = (row: typeof adult.$inferSelect): string =>
  lines(
    labelled('Name', row.fullName),
    labelled('Who you are to the child', row.relation),
    responsibilities[row.responsibility],
    labelled('How it was checked', row.checkedHow),
    row.checkedOn && labelled('When', inShort(row.checkedOn)),
    row.restriction === 'none' ? null : lines(restrictions[row.restriction], row.restrictionWords),
    labelled('Address', row.address),
  );

const wishes = (row: typeof communicationPlan.$inferSelect): string =>
  lines(
    firstByInWords[row.firstBy],
    noNewsInWords[row.noNews],
    labelled('Good times', row.goodTimes),
    labelled('Not on', row.notOn),
    labelled('With me', row.withMe),
    labelled('I need', row.formats.map((format) => formatInWords[format as Format] ?? format).join(', ')),
  );
