import { env } from '#server/env.ts';
import { clamd } from './clamd.server.ts';
import { paperLimits } from '../limits.ts';
import { denyAll, inTurn, notLooked, type Scanner } from './scanner.ts';

let chosen: Scanner | undefined;

/** The scanner of this installation, by `SCANNER`: a clamd, `off`, or none, which lets nothing through. */
export const scanner = (): Scanner => (chosen ??= scannerFor(env().SCANNER));

export function scannerFor(setting: string | undefined): Scanner {
  if (setting === undefined) return denyAll;
  if (setting === 'off') return notLooked;
  const { hostname, port } = new URL(setting);
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
  return inTurn(clamd(address, paperLimits.scanWithinMs), paperLimits.scansAtOnce, paperLimits.scansWaitingMax);
}

/** What this installation does about viruses, in a sentence for everybody. */
export function scanningInWords(setting = env().SCANNER): string {
  if (setting === 'off')
    return 'Papers are not checked for viruses here: the people who run this website have switched that off.';
  if (!setting) return 'The virus check is not set up yet. Papers are kept safe, but nobody can open them until it is.';
  return 'Every paper is checked for viruses before anybody can open it.';
}
