import { FOLDER, type Needs } from './access-needs.ts';

/** The papers of a case file, what is done with them, and the pack. */
export const paperNeeds = {
  '/cases/[caseFile]/send': FOLDER,
  '/cases/[caseFile]/send/[what]': FOLDER,
  '/cases/[caseFile]/send/[what]/[target]': { see: 'paper:send', actions: { default: 'paper:send' } },
  '/cases/[caseFile]/papers': {
    see: 'paper:see',
    actions: {
      answer: 'paper:answer',
      row: 'paper:add',
      confirm: 'check:confirm',
      chase: 'paper:ask',
      wishChase: 'paper:answer',
      review: 'paper:ask',
    },
  },
  '/cases/[caseFile]/papers/ask': { see: 'paper:ask', actions: { ask: 'paper:ask', cancel: 'paper:ask' } },
  '/cases/[caseFile]/papers/add': { see: 'paper:add', actions: { default: 'paper:add' } },
  '/cases/[caseFile]/papers/held': {
    see: 'paper:guard',
    actions: { release: 'paper:guard', refuse: 'paper:guard' },
  },
  '/cases/[caseFile]/papers/[paper]/wrong-child': {
    see: 'paper:guard',
    actions: { recall: 'paper:guard', close: 'paper:guard', askMove: 'paper:guard', move: 'paper:guard' },
  },
  '/cases/[caseFile]/papers/[paper]': {
    see: 'paper:see',
    actions: {
      withdraw: 'paper:add',
      say: 'paper:comment',
      important: 'paper:mark-important',
      share: 'paper:comment',
      remove: 'paper:comment',
      answer: 'paper:reply',
      used: 'paper:reply',
    },
  },
  '/cases/[caseFile]/papers/[paper]/comments': { see: 'paper:see' },
  '/cases/[caseFile]/papers/[paper]/file': { see: 'paper:see' },
  '/cases/[caseFile]/papers/[paper]/original': { see: 'paper:redact' },
  '/cases/[caseFile]/papers/[paper]/redact': {
    see: 'paper:redact',
    actions: { mark: 'paper:redact', takeBack: 'paper:redact', rename: 'paper:redact', release: 'paper:redact' },
  },
  '/cases/[caseFile]/papers/[paper]/redact/pages': FOLDER,
  '/cases/[caseFile]/papers/[paper]/redact/pages/[page]': { see: 'paper:redact' },
  '/cases/[caseFile]/papers/[paper]/pages': FOLDER,
  '/cases/[caseFile]/papers/[paper]/pages/[page]': { see: 'paper:see' },
  '/cases/[caseFile]/pack': { see: 'pack:see', actions: { freeze: 'pack:freeze' } },
  '/cases/[caseFile]/pack/[pack]': { see: 'pack:see' },
  '/cases/[caseFile]/pack/[pack]/download': { see: 'pack:see' },
  '/cases/[caseFile]/pack/[pack]/book': { see: 'pack:bind', actions: { make: 'pack:bind', cancel: 'pack:bind' } },
  '/cases/[caseFile]/pack/[pack]/book/[book]': { see: 'pack:bind' },
} as const satisfies Needs;
