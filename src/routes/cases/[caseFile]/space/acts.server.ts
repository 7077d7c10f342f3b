import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Command } from '#domain/spaces/command.server.ts';
import { addPage, removePage } from '#domain/spaces/page-commands.server.ts';
import {
  agree,
  comeBackTo,
  notAgreed,
  propose,
  reopen,
  withdraw,
  type PointForm,
} from '#domain/spaces/point-commands.server.ts';
import { saveWords } from '#domain/spaces/words.server.ts';
import { field, onPage, onPoint, onSpace, take } from './forms.server.ts';

/** A plain form sends the words along; a page that types live does not, and what the server holds is what counts. */
const typed = { name: v.optional(field.textName), words: v.optional(field.text), shown: v.optional(v.string(), '') };
type Typed = v.InferOutput<v.ObjectSchema<typeof typed, undefined>>;

async function keepTyped(scope: CaseScope, { place, name, words, shown }: Typed & Command): Promise<void> {
  if (name !== undefined && words !== undefined) await saveWords(scope, { place, name, words, shownSha256: shown });
}

const aboutPoint = ({ commandId, place, point, version }: Command & { point: string; version: number }): PointForm => ({
  commandId,
  place,
  pointId: point,
  version,
});
const aboutPage = ({ commandId, place, point, paper }: Command & { point: string; paper: string }) => {
  const [evidenceItemId = '', page] = paper.split(':');
  return { commandId, place, pointId: point, evidenceItemId, page: Number(page) };
};

/** What can be done to a point: the same on the whole page and on the page of one point. */
export const pointActs = {
  saveWords: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onSpace, point: v.optional(field.uuid), ...typed }, (form) => keepTyped(scope, form)),
  propose: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onPoint, ...typed }, async (form) => {
      await keepTyped(scope, form);
      await propose(scope, aboutPoint(form));
    }),
  withdraw: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onPoint, proposal: field.uuid }, (form) =>
      withdraw(scope, { ...aboutPoint(form), proposalId: form.proposal }),
    ),
  agree: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onPoint, proposal: field.uuid, sha256: v.string() }, (form) =>
      agree(scope, { ...aboutPoint(form), proposalId: form.proposal, sha256: form.sha256 }),
    ),
  notAgreed: (event: RequestEvent, scope: CaseScope) =>
    take(event, onPoint, (form) => notAgreed(scope, aboutPoint(form))),
  comeBackTo: (event: RequestEvent, scope: CaseScope) =>
    take(event, onPoint, (form) => comeBackTo(scope, aboutPoint(form))),
  reopen: (event: RequestEvent, scope: CaseScope) =>
    take(event, { ...onPoint, reason: field.words }, (form) =>
      reopen(scope, { ...aboutPoint(form), reason: form.reason }),
    ),
  addPage: (event: RequestEvent, scope: CaseScope) => take(event, onPage, (form) => addPage(scope, aboutPage(form))),
  removePage: (event: RequestEvent, scope: CaseScope) =>
    take(event, onPage, (form) => removePage(scope, aboutPage(form))),
};
