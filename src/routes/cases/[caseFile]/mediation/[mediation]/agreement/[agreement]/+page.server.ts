import { inGroups } from '#domain/evidence/canonical.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { inWords } from '#domain/calendar/words.ts';
import { mediationFor } from '#domain/mediation/begin.server.ts';
import { caseScopeOf } from '../../../../../../act.ts';
import { signedHere } from './signed-here.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const { row, signedOn, blocks, superseded, copies } = await signedHere(tx, scope, event);
    await recordLook(tx, scope, 'agreement.opened', row.agreementId);
    const home = `/cases/${scope.caseFileId}/mediation/${row.mediationId}`;
    return {
      blocks,
      signedOn: inWords(signedOn),
      copies: copies.map(({ format, sha256 }) => ({ format, fingerprint: inGroups(sha256) })),
      here: `${home}/agreement/${row.agreementId}`,
      superseded: superseded && `${home}/agreement/${superseded}`,
      /** Where it was signed, for those who are in the mediation. */
      signing: (await mediationFor(tx, scope, row.mediationId)) ? `${home}/sign` : null,
    };
  });
};
