#!/usr/bin/env bash
# Installs the peers that benchmarks and differential checks compare with, on Debian, as root. The product needs none.
set -euo pipefail
apt-get update -q
apt-get install -y -q --no-install-recommends libreoffice-writer poppler-utils postgresql-15 postgresql-15-postgis-3 \
  gdal-bin fontconfig
