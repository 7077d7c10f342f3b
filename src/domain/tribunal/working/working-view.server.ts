import { and, eq, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords, type Side } from '#domain/access/standing.ts';
import { person } from '#domain/people/schema.server.ts';
import { viewPoints } from '#domain/spaces/point-view.server.ts';
import { documentsOf, findSpace, peopleOn } from '#domain/spaces/store.server.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { limitsOn } from '../bundle/bundle-limits.ts';
import { appealParty } from '../schema.server.ts';
import { pagesOf } from './page-count.server.ts';
import { paragraphsIn, type Paragraph } from './paragraphs.server.ts';
import { mayWriteNow, workingDocument } from './place.server.ts';
import { sections, type PlanSection } from './sections.ts';
import { workingLastTold } from './told.server.ts';

/** A section of the plan as far as it is in the document: how many paragraphs, and how many of them are settled. */
const countsOf = (paragraphs: readonly Paragraph[]) =>
  [...Map.groupBy(paragraphs, ({ section }) => section)].map(([letter, inIt]) => ({
    letter,
    name: sections[letter as PlanSection] ?? '',
    paragraphs: inIt.length,
    agreed: inIt.filter(({ state }) => state === 'agreed').length,
    waiting: inIt.filter(({ state, runs }) => state !== 'agreed' && runs.some(({ act }) => act !== 'keeps')).length,
  }));

/** Whoever can see this working document: the council's side of the case, and of the family only who is in the appeal. */
async function peopleIn(tx: Tx, scope: CaseScope, appealId: string) {
  const parties = await tx
    .select({ personId: person.personId })
    .from(appealParty)
    .innerJoin(person, and(eq(person.councilId, appealParty.councilId), eq(person.personId, appealParty.personId)))
    .where(
      and(eq(appealParty.councilId, scope.councilId), eq(appealParty.appealId, appealId), isNull(appealParty.endedAt)),
    );
  const seesIt: readonly string[] = ['case_officer', 'senior_manager', 'tribunal_officer'];
  const inIt = new Set(parties.map(({ personId }) => personId));
  return (await peopleOn(tx, scope))
    .filter(({ personId, role }) => inIt.has(personId) || seesIt.includes(role))
    .map(({ personId, name, role, side }) => ({ personId, name, side: side as Side, roleInWords: roleInWords[role] }));
}

/**
 * Everything one person sees of an appeal's working document, with the paragraphs of one section to work on. Null while
 * there is none. `section`: the one asked for; the first when there is no such section.
 */
export async function viewWorking(tx: Tx, scope: CaseScope, appeal: AppealRow, section: string | null) {
  const { appealId, hearingOn } = appeal;
  const space = await findSpace(tx, scope, workingDocument(appealId));
  if (!space) return null;
  const documents = await documentsOf(tx, scope, space.spaceId);
  const paragraphs = await paragraphsIn(tx, scope, space.spaceId);
  const counts = countsOf(paragraphs);
  const chosen = counts.find(({ letter }) => letter === section)?.letter ?? counts[0]?.letter ?? null;
  const points = chosen ? await viewPoints(tx, scope, space.spaceId, documents, chosen) : [];
  const inOrder = paragraphs.filter((one) => one.section === chosen);
  return {
    spaceId: space.spaceId,
    documents,
    closed: space.closedAt,
    mayWrite: mayWriteNow(scope, appeal) && !space.closedAt,
    told: await workingLastTold(tx, scope, space.spaceId),
    people: await peopleIn(tx, scope, appealId),
    sections: counts,
    section: chosen,
    points: paragraphs.map(({ pointId, state }) => ({ pointId, state })),
    shown: inOrder.flatMap(({ pointId, original, runs }) =>
      points.filter((one) => one.pointId === pointId).map((one) => ({ ...one, original, runs })),
    ),
    pages: pagesOf({ about: '', asAt: '', paragraphs }),
    pagesMax: limitsOn(hearingOn)?.workingDocumentPages ?? null,
  };
}
export type WorkingView = NonNullable<Awaited<ReturnType<typeof viewWorking>>>;
export type ShownParagraph = WorkingView['shown'][number];
