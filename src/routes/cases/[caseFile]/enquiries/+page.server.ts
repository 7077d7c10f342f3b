import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import {
  enquiriesOf,
  markAnswered,
  sayWhetherTold,
  sendCard,
  writeEnquiry,
  type EnquiryRow,
} from '#domain/contact/councillor/enquiries.server.ts';
import { askers, standardReply, type Asker } from '#domain/contact/councillor/enquiry.ts';
import { councilById } from '#domain/people/councils.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const saidOf = ({ consent, withdrawnAt }: EnquiryRow): 'taken-back' | 'not-yet' | 'yes' | 'no' =>
  withdrawnAt ? 'taken-back' : consent === null ? 'not-yet' : consent ? 'yes' : 'no';

const inList = (row: EnquiryRow, keeps: boolean) => ({
  id: row.enquiryId,
  who: `${row.name}, ${askers[row.askedBy].toLowerCase()}`,
  askedOn: inWords(row.askedOn),
  words: row.words,
  said: saidOf(row),
  saidOn: row.consentAt && inWords(dateOf(row.consentAt)),
  sent: row.sentAt && momentInWords(row.sentAt),
  opened: row.lastOpenedAt && momentInWords(row.lastOpenedAt),
  answered: row.answeredOn && inWords(row.answeredOn),
  email: keeps ? row.email : null,
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const keeps = mayAlso(scope, 'enquiry:keep');
  const rows = await underScope(scope, (tx) => enquiriesOf(tx, scope));
  const { name, phone } = await councilById(scope.councilId);
  return {
    keeps,
    enquiries: rows.map((row) => inList(row, keeps)),
    askers: (Object.keys(askers) as Asker[]).map((value) => ({ value, label: askers[value] })),
    reply: keeps ? standardReply(name, phone) : '',
  };
};

const short = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longest, `Use ${longest} letters or fewer`));
const writeForm = v.object({
  askedBy: v.picklist(['councillor', 'mp', 'ombudsman'], 'Choose who asked'),
  name: short(100),
  email: short(254),
  askedOn: short(10),
  words: short(1000),
});
const oneForm = v.object({ enquiry: v.pipe(v.string(), v.uuid('Choose one from the list')) });
const sayForm = v.object({ ...oneForm.entries, may: v.picklist(['yes', 'no'], 'Choose yes or no') });

const back = (event: { params: Partial<Record<string, string>> }) =>
  redirect(303, `/cases/${event.params.caseFile}/enquiries`);

export const actions = actionsFor('/cases/[caseFile]/enquiries', {
  write: async (event, scope) => {
    const form = await readForm(event.request, writeForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => writeEnquiry(tx, scope, form.ok, today(now)));
    if (done !== 'written') return refuseForm(form.ok, done.wrong as Record<string, string>);
    back(event);
  },
  say: async (event, scope) => {
    const form = await readForm(event.request, sayForm);
    if ('refused' in form) return form.refused;
    const { enquiry, may } = form.ok;
    const done = await underScope(scope, (tx) => sayWhetherTold(tx, scope, enquiry, may === 'yes'));
    if (!done) error(404, 'Not found');
    if (done === 'anothers-no')
      return refuseForm({}, { enquiry: 'Somebody else of the family said no. Only they can take it back' });
    back(event);
  },
  card: async (event, scope) => {
    const form = await readForm(event.request, oneForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => sendCard(tx, scope, form.ok.enquiry));
    if (done === 'no-yes') return refuseForm({}, { enquiry: 'The family has not said that they may be told' });
    back(event);
  },
  answered: async (event, scope) => {
    const form = await readForm(event.request, oneForm);
    if ('refused' in form) return form.refused;
    await underScope(scope, (tx) => markAnswered(tx, scope, form.ok.enquiry, today(now)));
    back(event);
  },
});
