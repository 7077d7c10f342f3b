import { v7 } from 'uuid';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Role } from '../../src/domain/access/standing.ts';
import { documentsOf, findSpace } from '../../src/domain/spaces/store.server.ts';
import { workingDocument } from '../../src/domain/tribunal/working/place.server.ts';
import { addSection, joinWorkingDocument } from '../../src/domain/tribunal/working/working-commands.server.ts';
import { makeAppealOn } from './appeals.ts';
import type { TestDatabase } from './database.ts';
import { scopeFor } from './papers.ts';
import { giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson, makeTribunalTeam } from './people.ts';

export const planWords = ['Speech therapy as needed.', 'A taxi to school.', 'Support in class.'];

/**
 * An appeal of a case with nothing in its working document yet. Dana and her supporter Jo are in it, the other parent Alex
 * is not; Tess of the tribunal team leads it, Priya is the case officer and Lee a practitioner on the case.
 */
export async function makeBareAppeal(db: TestDatabase) {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const come = async (kind: 'staff' | 'family' | 'practitioner', name: string, role: Role) => {
    const person = await makePerson(db, councilId, kind, name);
    await giveStanding(db, councilId, caseFileId, person.personId, role);
    return person;
  };
  const inIt = {
    dana: await come('family', 'Dana Rowe', 'parent'),
    jo: await come('family', 'Jo Rowe', 'supporter'),
  };
  const appealId = await makeAppealOn(db, { councilId, caseFileId });
  const people = {
    ...inIt,
    alex: await come('family', 'Alex Rowe', 'parent'),
    tess: await come('staff', 'Tess Bell', 'tribunal_officer'),
    priya: await come('staff', 'Priya Shah', 'case_officer'),
    lee: await come('practitioner', 'Lee Hall', 'practitioner'),
  };
  await joinTeam(db, await makeTribunalTeam(db, councilId), people.tess);
  return { councilId, caseFileId, appealId, ...people };
}
export type BareAppeal = Awaited<ReturnType<typeof makeBareAppeal>>;

/** The same with Section F in three paragraphs. The family has not joined. */
export async function makeWorkingDocument(db: TestDatabase) {
  const bare = await makeBareAppeal(db);
  const { caseFileId, appealId } = bare;
  const place = workingDocument(appealId);
  const once = () => ({ commandId: v7(), place });
  const leads = await scopeFor(bare.tess, caseFileId, 'appeal:lead');
  await addSection(leads, { ...once(), section: 'F', words: planWords.join('\n\n') });
  const { spaceId, documents } = await underScope(leads, async (tx) => {
    const space = (await findSpace(tx, leads, place))!;
    return { spaceId: space.spaceId, documents: await documentsOf(tx, leads, space.spaceId) };
  });
  const rows = await db.owner`select point_id from point where space_id = ${spaceId} order by position`;
  const pointIds = rows.map((row) => row['point_id'] as string);
  const joins = async () =>
    joinWorkingDocument(await scopeFor(bare.dana, caseFileId, 'appeal:join'), appealId, new Date());
  return { ...bare, place, once, spaceId, documents, pointIds, joins };
}
export type MadeWorkingDocument = Awaited<ReturnType<typeof makeWorkingDocument>>;
