/** Where a form of the desk is sent, with the page that is open beside the notes kept open. */
export function actAt(act: string, url: URL): string {
  const page = url.searchParams.get('page');
  return `?/${act}${page ? `&page=${encodeURIComponent(page)}` : ''}`;
}
