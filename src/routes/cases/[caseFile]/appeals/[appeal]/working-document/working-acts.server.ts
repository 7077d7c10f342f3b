import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { propose } from '#domain/spaces/point-commands.server.ts';
import {
  addSection,
  beginFromPlan,
  joinWorkingDocument,
  removeParagraph,
} from '#domain/tribunal/working/working-commands.server.ts';
import { now } from '#server/clock.ts';
import { appealHere } from '../../../../../appeal-page.server.ts';
import { pointActs } from '../../../space/acts.server.ts';
import { field, onPoint, onSpace, take } from '../../../space/forms.server.ts';

type Act = (event: RequestEvent, scope: CaseScope) => ReturnType<typeof take>;

/** Whether the appeal is theirs is asked before the form is read: nobody learns from its errors that there is one. */
const inAppeal =
  (act: Act): Act =>
  async (event, scope) => {
    await underScope(scope, (tx) => appealHere(tx, scope, event));
    return act(event, scope);
  };

const section = { ...onSpace, letter: v.optional(v.string(), ''), plan: v.optional(field.text, '') };

const { saveWords, withdraw, agree, notAgreed, comeBackTo, reopen } = pointActs;

/** What can be done in a working document: what can be done to any point, and what a plan needs beside. */
export const workingActs = {
  saveWords: inAppeal(saveWords),
  propose: inAppeal(pointActs.propose),
  withdraw: inAppeal(withdraw),
  agree: inAppeal(agree),
  notAgreed: inAppeal(notAgreed),
  comeBackTo: inAppeal(comeBackTo),
  reopen: inAppeal(reopen),
  takeOut: inAppeal((event, scope) =>
    take(event, onPoint, ({ point, ...form }) => propose(scope, { ...form, pointId: point, takeOut: true })),
  ),
  fromPlan: inAppeal((event, scope) =>
    take(event, onPoint, ({ point, ...form }) => beginFromPlan(scope, { ...form, pointId: point })),
  ),
  remove: inAppeal((event, scope) =>
    take(event, { ...onPoint, point: field.uuid }, ({ point, ...form }) =>
      removeParagraph(scope, { ...form, pointId: point }),
    ),
  ),
  addSection: inAppeal((event, scope) =>
    take(event, section, ({ letter, plan, ...form }) => addSection(scope, { ...form, section: letter, words: plan })),
  ),
  join: inAppeal((event, scope) => take(event, onSpace, () => joinWorkingDocument(scope, event.params.appeal!, now()))),
};
