export { benchTiles } from './map/tiles.bench.ts';
export { benchSites } from './site/site.bench.ts';
export { pmtilesOf, pngOf, vectorTile } from './basemaps/pmtiles.testing.ts';
