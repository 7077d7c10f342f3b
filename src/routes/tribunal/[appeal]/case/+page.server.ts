import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { caseToLink, familyOf, linkAppeal, linkedReference } from '#domain/tribunal/register/link.server.ts';
import { actionsFor } from '../../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../../appeal-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { scope } = event.locals;
  return underScope(scope, async (tx) => {
    const { appealId, version, caseFileId } = await appealOnDesk(tx, scope, event);
    const typed = (event.url.searchParams.get('reference') ?? '').slice(0, 60).replaceAll('\0', '');
    const found = caseFileId ? null : typed ? await caseToLink(tx, typed) : null;
    const onCase = caseFileId ?? found?.caseFileId;
    const family = onCase ? await familyOf(tx, scope, onCase, appealId) : [];
    return {
      version,
      typed,
      linked: caseFileId && (await linkedReference(tx, caseFileId)),
      found: found && { reference: found.reference, child: found.childName },
      family: family.map(({ personId, name, role, inIt }) => ({
        value: personId,
        label: `${name}, ${roleInWords[role].toLowerCase()}`,
        inIt,
      })),
    };
  });
};

const form = v.looseObject({
  version: v.pipe(v.string(), v.digits(), v.transform(Number)),
  reference: v.pipe(v.optional(v.string(), ''), v.maxLength(60, 'A reference has 60 characters at most')),
});
const PERSON = 'person-';

export const actions = actionsFor('/tribunal/[appeal]/case', {
  default: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      form,
      (tx, ok, appealId) =>
        linkAppeal(tx, scope, appealId, {
          version: ok.version,
          reference: ok.reference,
          people: Object.keys(ok).flatMap((name) => (name.startsWith(PERSON) ? [name.slice(PERSON.length)] : [])),
        }),
      event.url.pathname,
    ),
});
