/** What a map shows, as it stands in the address: `14.5/118.91234/25.12345`. */
export interface Place {
  readonly zoom: number;
  readonly center: [lon: number, lat: number];
}

export function readPlace(text: string | null): Place | null {
  const [zoom, lon, lat] = (text ?? '').split('/').map(Number);
  if (zoom === undefined || lon === undefined || lat === undefined) return null;
  const isPlace = zoom >= 0 && zoom <= 22 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  return isPlace ? { zoom, center: [lon, lat] } : null;
}

export function writePlace(zoom: number, { lng, lat }: { lng: number; lat: number }): string {
  return `${Number(zoom.toFixed(2))}/${Number(lng.toFixed(5))}/${Number(lat.toFixed(5))}`;
}
