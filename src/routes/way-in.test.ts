import { expect, test } from 'vitest';
import { knownPath, neededFor } from './way-in.ts';

const CASE = '018f0000-0000-7000-8000-000000000000';

test.each([
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  'https://evil.example',
  '/sign-in',
  '/home\n//evil',
  '/cases/../../evil',
  '/cases/%2e%2e',
  '/nowhere',
  '/home?x=//evil',
  ' /home',
  '',
])('H08: nobody is sent to %j', (next) => expect(knownPath(next)).toBe('/home'));

test('H08: one of our own pages is kept', () => {
  expect(knownPath(`/cases/${CASE}/papers`)).toBe(`/cases/${CASE}/papers`);
  expect(knownPath('/account')).toBe('/account');
});

test('AM1: a form post needs what its action needs, and an action nobody named needs what nobody has', () => {
  const route = '/cases/[caseFile]/people';
  const needs = (method: string, query: string) => neededFor(route, method, new URLSearchParams(query));
  expect(needs('GET', '/invite')).toBe('people:see');
  expect(needs('POST', '/invite')).toBe('people:invite');
  expect(needs('POST', 'x=1&/end&/invite')).toBe('people:end');
  for (const query of ['', '/nothing', '/POST', '/toString', '/__proto__']) expect(needs('POST', query)).toBeNull();
  expect(needs('DELETE', '/end')).toBe('people:end');
  expect(neededFor('/i/[token]/photo', 'POST', new URLSearchParams())).toBe('anyone');
  expect(neededFor('/i/[token]/photo', 'PUT', new URLSearchParams())).toBeNull();
  expect(neededFor('/__proto__', 'GET', new URLSearchParams())).toBeNull();
});
