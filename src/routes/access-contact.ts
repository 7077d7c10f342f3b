import { FOLDER, type Needs } from './access-needs.ts';

/** What is said between a family and the council, and who works for whom: the thread, cover, handover, words and enquiries. */
export const contactNeeds = {
  '/cases/[caseFile]/messages': {
    see: 'contact:see',
    actions: { write: 'contact:write', ringMe: 'contact:write' },
  },
  '/cases/[caseFile]/messages/call': { see: 'contact:log', actions: { default: 'contact:log' } },
  '/cases/[caseFile]/messages/meeting': { see: 'contact:log', actions: { default: 'contact:log' } },
  '/cases/[caseFile]/messages/letter': FOLDER,
  // A letter shows an address.
  '/cases/[caseFile]/messages/letter/[entry]': { see: 'adult:see', actions: { posted: 'adult:see' } },
  '/council': FOLDER,
  '/council/promises': { see: 'council:direct', actions: { default: 'council:direct' } },
  // Staff read it, and the parents who keep it: the page asks.
  '/council/wording': { see: 'signed-in', actions: { add: 'signed-in', end: 'signed-in' } },
  '/council/wording/terms': { see: 'staff' },
  '/council/duties': { see: 'council:direct', actions: { give: 'council:direct', end: 'council:direct' } },
  '/council/leavers': { see: 'team:lead' },
  '/council/leavers/csv': { see: 'team:lead' },
  '/team': { see: 'team:see', actions: { take: 'team:see', asked: 'team:lead' } },
  '/team/people': FOLDER,
  '/team/people/[member]': {
    see: 'team:see',
    actions: { cover: 'team:see', endCover: 'team:see', handOver: 'team:see', leave: 'team:see' },
  },
  '/cases/[caseFile]/hand-over': {
    see: 'case:hand-over',
    actions: { handOver: 'case:hand-over', restrict: 'case:restrict', endRestriction: 'case:restrict' },
  },
  '/team/holding-replies': {
    see: 'team:see',
    actions: { save: 'team:see', preview: 'team:see', takeBack: 'team:see' },
  },
  // Which cases are theirs to write to is asked in domain/contact/updates.
  '/my-day': { see: 'day:see', actions: { update: 'day:see' } },
  '/my-day/updates': { see: 'day:see', actions: { check: 'day:see', change: 'day:see', send: 'day:see' } },
  '/words': { see: 'anyone' },
  '/who-does-what': { see: 'anyone' },
  '/the-board': { see: 'anyone' },
  '/cases/[caseFile]/route': { see: 'case:see' },
  '/cases/[caseFile]/enquiries': {
    see: 'enquiry:see',
    actions: { write: 'enquiry:keep', say: 'enquiry:answer', card: 'enquiry:keep', answered: 'enquiry:keep' },
  },
  // Whoever holds a card's link: what it proves is asked in domain/contact/councillor/card.server.ts.
  '/card': FOLDER,
  '/card/[link]': { see: 'anyone', actions: { default: 'anyone' } },
  // Whoever has the mail server's secret: asked in mail-in/mail-server.ts before anything else is.
  '/mail-in': { see: 'anyone', actions: { POST: 'anyone' } },
  '/cases/[caseFile]/messages/held': {
    see: 'mail:sort',
    actions: { file: 'mail:sort', putAside: 'mail:sort', came: 'mail:sort' },
  },
} as const satisfies Needs;
