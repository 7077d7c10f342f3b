import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { cancelBook } from '#domain/evidence/book/books.server.ts';
import { buildNext } from '#domain/evidence/book/building.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { bundlePage } from '#domain/tribunal/bundle/bundle-page.server.ts';
import { partKeys, paperRoles } from '#domain/tribunal/bundle/bundle-parts.ts';
import { askForBundlePdf, NOT_TO_KEEP } from '#domain/tribunal/bundle/bundle-pdf.server.ts';
import { newestBundle } from '#domain/tribunal/bundle/bundle.server.ts';
import { bundleSent, freezeBundle, lookAtFinding } from '#domain/tribunal/bundle/freeze.server.ts';
import { movePaper, putPaper, startBundle, takeOut } from '#domain/tribunal/bundle/gather.server.ts';
import { faultFields, log } from '#server/log.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { actOnAppeal, appealHere } from '../../../../../appeal-page.server.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`, 'book:making');
  return underScope(scope, async (tx) => {
    const appeal = await appealHere(tx, scope, event);
    await recordLook(tx, scope, 'bundle.opened', appeal.appealId);
    return {
      home: `/cases/${scope.caseFileId}`,
      number: appeal.number,
      view: await bundlePage(tx, scope, appeal, event.url.searchParams.has('check')),
      notToKeep: event.url.searchParams.has('kept') ? NOT_TO_KEEP : null,
    };
  });
};

const nothing = v.object({});
const onePaper = v.object({ paper: v.pipe(v.optional(v.string(), ''), v.uuid('Choose a paper')) });
const toPut = v.object({
  ...onePaper.entries,
  part: v.picklist(partKeys, 'Choose where it goes'),
  as: v.optional(v.picklist(Object.keys(paperRoles) as (keyof typeof paperRoles)[], 'Choose what it is'), 'paper'),
});
const looking = v.object({
  key: v.pipe(v.optional(v.string(), ''), v.minLength(1, 'Choose what you looked at')),
  reason: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(3, 'Say why it may stay'),
    v.maxLength(500, 'Use 500 letters or fewer'),
  ),
});
const freezing = v.object({ shownSha256: v.optional(v.string(), '') });
const sent = v.object({
  sentOn: v.pipe(v.optional(v.string(), ''), v.check(isCalendarDate, 'Enter the day it was sent')),
});
const cancelling = v.object({ book: v.string() });

const here = ({ params }: { params: Partial<Record<string, string>> }, { caseFileId }: { caseFileId: string }) =>
  `/cases/${caseFileId}/appeals/${params['appeal']}/bundle`;

/** Nobody waits for it: a round takes it up when this process cannot. */
const beginBuilding = (councilId: string): void =>
  void buildNext(councilId).catch((fault: unknown) => log.error('book.not-started', faultFields(fault)));

export const actions = actionsFor('/cases/[caseFile]/appeals/[appeal]/bundle', {
  start: (event, scope) =>
    actOnAppeal(event, scope, nothing, (tx, _, appealId) => startBundle(tx, scope, appealId), here(event, scope)),
  put: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      toPut,
      (tx, { paper, ...given }, appealId) => putPaper(tx, scope, appealId, { evidenceItemId: paper, ...given }),
      here(event, scope),
    ),
  up: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      onePaper,
      (tx, { paper }, appealId) => movePaper(tx, scope, appealId, paper, 'up'),
      here(event, scope),
    ),
  down: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      onePaper,
      (tx, { paper }, appealId) => movePaper(tx, scope, appealId, paper, 'down'),
      here(event, scope),
    ),
  out: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      onePaper,
      (tx, { paper }, appealId) => takeOut(tx, scope, appealId, paper),
      here(event, scope),
    ),
  look: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      looking,
      (tx, given, appealId) => lookAtFinding(tx, scope, appealId, given),
      `${here(event, scope)}?check=1#checks`,
    ),
  freeze: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      freezing,
      (tx, { shownSha256 }, appealId) => freezeBundle(tx, scope, appealId, shownSha256),
      here(event, scope),
    ),
  sent: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      sent,
      (tx, { sentOn }, appealId) => bundleSent(tx, scope, appealId, sentOn),
      here(event, scope),
    ),
  make: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      nothing,
      (tx, _, appealId) => askForBundlePdf(tx, scope, appealId),
      here(event, scope),
      async () => beginBuilding(scope.councilId),
    ),
  cancel: async (event, scope) => {
    const read = await readForm(event.request, cancelling);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, async (tx) => {
      const { appealId } = await appealHere(tx, scope, event);
      const found = await newestBundle(tx, scope, appealId);
      return found && cancelBook(tx, scope, found.bundleId, read.ok.book);
    });
    if (!done) error(404, 'Not found');
    if (done === 'too-late') return refuseForm({}, { make: 'It was made before you pressed. You can download it.' });
    redirect(303, here(event, scope));
  },
});
