import { expect, test } from 'vitest';
import { faultFields, makeLog, type LogFields } from './log.ts';

function linesOf(write: (log: ReturnType<typeof makeLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(makeLog('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('H25: a line holds ids, codes and durations, and nothing else however it is handed over', () => {
  const smuggled = {
    requestId: 'r1',
    durationMs: 12,
    name: 'Maya Rowe',
    body: 'what she said',
    email: 'sam@example.org',
  } as LogFields;
  const [line] = linesOf((log) => log.info(smuggled, 'request.done'));
  expect(line).toMatchObject({ requestId: 'r1', durationMs: 12, msg: 'request.done' });
  expect(JSON.stringify(line)).not.toMatch(/Maya|said|example/);
});

test('H25: of a thrown error the line says where and what kind, not what it quotes', () => {
  const cause = Object.assign(new Error('duplicate key (email)=(sam@example.org)'), {
    code: '23505',
    name: 'PostgresError',
  });
  const [line] = linesOf((log) =>
    log.error(faultFields(new Error('Failed query: Maya Rowe', { cause })), 'request.failed'),
  );
  expect(line).toMatchObject({ errorName: 'PostgresError', code: '23505' });
  expect(JSON.stringify(line)).not.toMatch(/Maya|sam@/);
  expect((line?.frames as string[])[0]).toContain('log.test');
});
