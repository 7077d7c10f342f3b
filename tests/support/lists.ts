import { v7 } from 'uuid';
import type { Person } from '../../src/domain/access/standing.ts';
import { isRefused } from '../../src/domain/access/refused.ts';
import type { Scope } from '../../src/domain/access/scope.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { authorise } from '../../src/domain/people/gate.server.ts';
import { isRefusal } from '../../src/domain/access/decide.ts';
import { bringList, listOf } from '../../src/domain/tribunal/register/import/lists.server.ts';
import { begin, nothingUnderWay, type Doing } from '../../src/domain/tribunal/register/import/work.server.ts';
import type { TestDatabase } from './database.ts';
import { arrive } from './papers.ts';

/** What the gate gives a member of staff who works on appeals. */
export async function deskScope(person: Person): Promise<Scope> {
  const scope = await authorise(person, null, 'appeals:work');
  if (isRefusal(scope)) throw new Error(`The gate refuses: ${scope.because}.`);
  return scope;
}

/** Brings a list, as text or as bytes. Returns its id; throws the sentence it was refused with. */
export async function bring(scope: Scope, list: string | Uint8Array, name = 'appeals.csv'): Promise<string> {
  const arrived = await arrive(scope.councilId, typeof list === 'string' ? Buffer.from(list) : list);
  const brought = await bringList(scope, { name, arrived });
  if (isRefused(brought)) throw new Error(brought.refused);
  return brought.appealImportId;
}

/** Does it to the end, and returns the list as it is then. */
export async function doTo(scope: Scope, importId: string, doing: Doing) {
  if (!(await begin(scope, importId, doing))) throw new Error(`The list cannot be begun: ${doing}.`);
  await nothingUnderWay();
  return underScope(scope, async (tx) => (await listOf(tx, scope, importId))!);
}

/** Brings, tries and imports a list. */
export async function importWhole(scope: Scope, list: string | Uint8Array) {
  const importId = await bring(scope, list);
  const tried = await doTo(scope, importId, 'trying');
  return { importId, tried, done: await doTo(scope, importId, 'importing') };
}

/** A list of made-up appeals, all of them new and right, numbered from `first`. */
export function madeUpList(rows: number, first = 0): string {
  const ground = ['Refusal to assess', 'Refusal to issue', 'Contents', 'Cease to maintain'];
  const outcome = ['consent order', 'conceded', 'allowed', 'allowed in part', 'dismissed', ''];
  const lines = Array.from({ length: rows }, (_, index) => {
    const at = first + index;
    const how = outcome[at % outcome.length]!;
    const day = String((at % 28) + 1).padStart(2, '0');
    const cells = [
      `EH936/${String(10 + (Math.floor(at / 100_000) % 80))}/${String(at % 100_000).padStart(5, '0')}`,
      `Child ${at} Made-Up`,
      `${day}/03/2015`,
      ground[at % 4]!,
      at % 4 === 2 ? 'B, F and I' : '',
      `Parent ${at}`,
      at % 3 === 0 ? 'An Advocate' : '',
      ['North', 'South', 'East', 'West'][at % 4]!,
      at % 2 === 0 ? 'yes' : 'no',
      `${day}/01/2025`,
      `${day}/02/2025`,
      `${day}/03/2025`,
      `${day}/03/2025`,
      how ? `${day}/09/2025` : '',
      how,
      how ? `${day}/08/2025` : '',
    ];
    return cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
  });
  return [
    'Appeal number,Child name,DOB,Ground,Sections,Appellant,Representative,Area,Private report,Decision date,Certificate date,Registered,Papers received,Hearing date,Outcome,End date',
    ...lines,
  ].join('\r\n');
}

/** A list of appeals that was brought and not tried. Returns its id. */
export async function putList({ owner }: TestDatabase, { councilId, personId }: Person): Promise<string> {
  const id = v7();
  await owner`insert into appeal_import (council_id, appeal_import_id, file_name, sha256, columns, state, by)
    values (${councilId}, ${id}, 'appeals.csv', 'x', '{Number,Ground}', 'mapping', ${personId})`;
  return id;
}
