import { aboutBoard } from '#domain/cases/who-does-what-board.ts';
import { councilById, councils, type Council } from '#domain/people/councils.server.ts';
import { whatTheyDecide, whoSits } from './in-easy-words.ts';
import type { PageServerLoad } from './$types';

/** Nothing to press: it comes without any JavaScript. */
export const csr = false;

/** The council of whoever has signed in, or the only one there is; null while nobody can say which. */
async function whose(councilId: string | undefined): Promise<Council | null> {
  if (councilId) return councilById(councilId);
  const all = await councils();
  return all.length === 1 ? all[0]! : null;
}

export const load: PageServerLoad = async ({ locals }) => {
  const council = await whose(locals.person?.councilId);
  return {
    council: council?.name ?? null,
    parts: aboutBoard(whoSits, whatTheyDecide, council),
  };
};
