export { benchOverlay } from './overlay/overlay.bench.ts';
