import { momentInWords } from '#domain/calendar/words.ts';
import { endedInWords, type Ended } from '#domain/people/cover/leaving.server.ts';
import { leaversHere } from './leavers-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => ({
  left: (await leaversHere(scope)).map(({ at, ended, ...one }) => ({
    ...one,
    when: momentInWords(at),
    ended: (Object.keys(endedInWords) as (keyof Ended)[]).map(
      (name) => `${ended[name]} ${endedInWords[name][ended[name] === 1 ? 0 : 1]}`,
    ),
  })),
});
