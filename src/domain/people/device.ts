const browsers = [
  ['Edg', 'Edge'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['iPhone', 'an iPhone'],
  ['iPad', 'an iPad'],
  ['Android', 'an Android phone or tablet'],
  ['CrOS', 'a Chromebook'],
  ['Windows', 'a Windows computer'],
  ['Macintosh', 'a Mac'],
  ['Linux', 'a Linux computer'],
] as const;

/** "Chrome on an Android phone or tablet": enough to know one's own device again, from what the browser says of itself. */
export function deviceInWords(userAgent: string): string {
  const named = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => userAgent.includes(mark))?.[1];
  return `${named(browsers) ?? 'A browser'} on ${named(systems) ?? 'another device'}`;
}
