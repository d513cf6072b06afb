export { benchTiles } from './map/tiles.bench.ts';
