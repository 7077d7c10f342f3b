import { error } from '@sveltejs/kit';
import { momentInWords } from '#domain/calendar/words.ts';
import { env } from '#server/env.ts';
import { latestMessages } from '#domain/people/demo.server.ts';
import type { PageServerLoad } from './$types';

/** Only on a demonstration installation, where everybody is made up: the messages hold links and codes. */
export const load: PageServerLoad = async () => {
  if (env().DEMO !== '1') error(404, 'Not found');
  return {
    messages: (await latestMessages()).map(({ createdAt, ...one }) => ({ ...one, when: momentInWords(createdAt) })),
  };
};
