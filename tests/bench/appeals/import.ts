import type postgres from 'postgres';
import { cookieFor } from '../../support/sign-in.ts';
import { listOf, type Desk } from './seed.ts';
import type { AppealLine } from './run.ts';

const LOOK_EVERY_MS = 100;

/** A list as somebody brings it: sent, tried, imported, each until its page says so. */
export async function importOf(owner: postgres.Sql, origin: string, desk: Desk, rows: number): Promise<AppealLine> {
  const cookie = await cookieFor({ owner }, { ...desk, kind: 'staff' });
  const post = async (path: string, body: FormData): Promise<void> => {
    const { status } = await fetch(origin + path, {
      ...{ method: 'POST', body, headers: { cookie, origin, accept: 'text/html' }, redirect: 'manual' },
    });
    if (status !== 303) throw new Error(`${path} answered ${status}.`);
  };
  const form = (fields: Record<string, string | File>): FormData => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };
  const seconds: number[] = [];
  const timed = async (work: () => Promise<void>) => {
    const from = performance.now();
    await work();
    seconds.push(Math.round((performance.now() - from) / 100) / 10);
  };
  let id = '';
  const newest = async () => {
    const [row] = await owner<{ id: string; state: string; mapping: Record<string, string> }[]>`
      select appeal_import_id as id, state, mapping from appeal_import where council_id = ${desk.councilId} order by at desc limit 1`;
    return row;
  };
  const until = async (state: string) => {
    for (let now = await newest(); now?.state !== state; now = await newest()) {
      if (now?.state === 'failed') throw new Error('The list could not be imported.');
      await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
    }
  };
  await timed(async () => {
    await post('/tribunal/import', form({ file: new File([listOf(rows)], 'appeals.csv', { type: 'text/csv' }) }));
    await until('mapping');
  });
  const taken = (await newest())!;
  id = taken.id;
  await timed(async () => {
    await post(`/tribunal/import/${id}?/try`, form(taken.mapping));
    await until('tried');
  });
  await timed(async () => {
    await post(`/tribunal/import/${id}?/import`, form({}));
    await until('imported');
  });
  const [count] = await owner<{ imported: number }[]>`
    select count(*)::int as imported from appeal where council_id = ${desk.councilId} and import_id = ${id}`;
  if (count!.imported !== rows) throw new Error(`${count!.imported} of ${rows} rows were imported.`);
  return {
    what: `a list of ${rows} rows`,
    's to send': seconds[0]!,
    's to try': seconds[1]!,
    's to import': seconds[2]!,
  };
}
