/** Where to go after signing in. Only a place inside this site: `//elsewhere` and `https://…` lead home. */
export function backAddress(asked: string | null): string {
  if (asked === null || !/^\/(?![/\\])/.test(asked) || asked.startsWith('/sign-in')) return '/';
  return asked;
}
