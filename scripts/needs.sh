# Sourced by scripts/run and scripts/test: installs Debian packages that are missing, or says what to type.

missing_of() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || printf ' %s' "$package"
  done
}

install_now() {
  # shellcheck disable=SC2086
  apt-get install -y --no-install-recommends $1 >/dev/null 2>&1 ||
    { apt-get update >/dev/null 2>&1 && apt-get install -y --no-install-recommends $1 >/dev/null 2>&1; }
}

# Packages without which nothing can be built.
need() {
  missing=$(missing_of "$@")
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "These packages are needed first. Please run: sudo apt-get install$missing" >&2
    exit 69
  fi
  install_now "$missing" || { echo "Could not install:$missing" >&2; exit 69; }
}

# Packages that some tests use; without them those tests say so by name and are skipped.
want() {
  missing=$(missing_of "$@")
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! install_now "$missing"; then
    echo "Not installed, so some tests will be skipped:$missing" >&2
  fi
}
