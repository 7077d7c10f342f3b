import { underScope } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { whoLooked } from '#domain/cases/history.server.ts';
import { caseScopeOf } from '../../../act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const looks = await underScope(scope, (tx) => whoLooked(tx, scope));
  return {
    reader: scope.side,
    looks: looks.map(({ at, name, role, did, reason }) => ({
      when: momentInWords(at),
      who: name,
      role,
      did,
      why: reason,
    })),
  };
};
