/** The build of MapLibre whose worker is a file of its own: a translated main script cannot break it. */
declare module 'maplibre-gl/dist/maplibre-gl-csp' {
  import maplibre from 'maplibre-gl';
  export default maplibre;
}
