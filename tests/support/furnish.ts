import { v7 } from 'uuid';
import { isRefused } from '../../src/domain/evidence/begin.server.ts';
import { receivePaper } from '../../src/domain/evidence/intake.server.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { openSpace } from '../../src/domain/spaces/open.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import type { TestDatabase } from './database.ts';
import { arrive, scopeFor, uniquePdf } from './papers.ts';

/** What a case file needs before every page of it has something to show. */
export interface Furnished {
  paper: string;
  /** Its number, as the address of its page has it. */
  point: string;
  spaceId: string;
}

/** One readable paper, an open space and a point in it. Call `freshDataFolder` first, and start the server on that folder. */
export async function furnish(db: TestDatabase, officer: Person, caseFileId: string): Promise<Furnished> {
  const { councilId } = officer;
  const adding = await scopeFor(officer, caseFileId, 'paper:add');
  const taken = await receivePaper(
    adding,
    { name: 'speech report.pdf', arrived: await arrive(councilId, uniquePdf()) },
    { title: 'Speech and language report', author: 'Dr Lee', writtenOn: '2026-10-01', answers: { kind: 'letter' } },
  );
  if (isRefused(taken)) throw new Error(taken.refused);
  const leading = await scopeFor(officer, caseFileId, 'room:lead');
  const { spaceId } = await underScope(leading, (tx) => openSpace(tx, leading));
  await db.owner`insert into point (council_id, case_file_id, space_id, point_id, number, title, added_by)
    values (${councilId}, ${caseFileId}, ${spaceId}, ${v7()}, 1, 'Help with speech', ${officer.personId})`;
  return { paper: taken.evidenceItemId, point: '1', spaceId };
}
