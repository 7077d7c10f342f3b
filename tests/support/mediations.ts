import { v7 } from 'uuid';
import type { Person } from '../../src/domain/access/standing.ts';
import type { ComingAs } from '../../src/domain/mediation/mediation.ts';
import type { TestDatabase } from './database.ts';
import { makeCase } from './papers.ts';
import { giveStanding, makePerson } from './people.ts';

/** A mediation with a family, its supporter, an officer, a manager and an independent mediator, all on one case file. */
export interface TestMediation {
  councilId: string;
  teamId: string;
  caseFileId: string;
  disputeId: string;
  mediationId: string;
  parent: Person;
  supporter: Person;
  officer: Person;
  manager: Person;
  mediator: Person;
  /** The party row of each, by the names above. */
  parties: Record<'parent' | 'supporter' | 'officer' | 'manager' | 'mediator', string>;
}

/** Rows as the commands leave them once a statutory mediation is arranged, with private rooms, everybody has agreed to mediate, and it has not begun. */
export async function makeMediation(db: TestDatabase, child = 'Maya'): Promise<TestMediation> {
  const { councilId, teamId, caseFileId, parent, officer } = await makeCase(db, child);
  const supporter = await makePerson(db, councilId, 'family', 'Jo Rowe');
  const manager = await makePerson(db, councilId, 'staff', 'Ruth Adeyemi');
  const mediator = await makePerson(db, councilId, 'practitioner', 'Sam Okoro');
  await giveStanding(db, councilId, caseFileId, supporter.personId, 'supporter');
  await giveStanding(db, councilId, caseFileId, manager.personId, 'senior_manager');
  await giveStanding(db, councilId, caseFileId, mediator.personId, 'mediator');

  const disputeId = v7();
  const mediationId = v7();
  await db.owner`insert into dispute (council_id, case_file_id, dispute_id, number, raised_by, raised_side, rights_holder, ground, notice_sent_on, own_words)
    values (${councilId}, ${caseFileId}, ${disputeId}, 1, ${parent.personId}, 'family', 'parent', 'plan_contents', current_date - 14, 'Section F does not say how often.')`;
  await db.owner`insert into mediation (council_id, case_file_id, mediation_id, dispute_id, kind, state, wanted_on, arrange_by, provider, meets_on, starts_at, ends_at, mode, join_by, private_rooms, opened_by)
    values (${councilId}, ${caseFileId}, ${mediationId}, ${disputeId}, 'mediation', 'arranged', current_date - 10, current_date + 20, 'Level Ground Mediation', current_date, '10:00', '12:00', 'video', '020 7946 0000', true, ${officer.personId})`;

  const join = async (person: Person, name: string, side: string, comingAs: ComingAs, signs: boolean) => {
    const partyId = v7();
    await db.owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, coming, signs, added_by, independent_at, agreed_to_mediate_at)
      values (${councilId}, ${caseFileId}, ${partyId}, ${mediationId}, ${person.personId}, ${side}, ${comingAs}, ${name}, 'yes', ${signs}, ${officer.personId},
        ${comingAs === 'mediator' ? new Date() : null}, ${comingAs === 'mediator' ? null : new Date()})`;
    return partyId;
  };
  const parties = {
    parent: await join(parent, 'Dana Rowe', 'family', 'party', true),
    supporter: await join(supporter, 'Jo Rowe', 'family', 'supporter', false),
    officer: await join(officer, 'Priya Shah', 'council', 'advises', false),
    manager: await join(manager, 'Ruth Adeyemi', 'council', 'decides', true),
    mediator: await join(mediator, 'Sam Okoro', 'neutral', 'mediator', false),
  };
  return {
    councilId,
    teamId,
    caseFileId,
    disputeId,
    mediationId,
    parent,
    supporter,
    officer,
    manager,
    mediator,
    parties,
  };
}
