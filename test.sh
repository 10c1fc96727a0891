#!/usr/bin/env bash
# Builds everything with warnings as errors, runs every test project, and ends with the sum over all of them:
# "N passed, N failed, N skipped". Fails when anything failed, when a test run broke off, or when no test ran.
# Arguments go to `dotnet test` (for example: ./test.sh --filter Solo); MINEGRID_CONFIGURATION chooses Release or Debug.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
configuration="${MINEGRID_CONFIGURATION:-Release}"
results="$PWD/artifacts/test-results"
broken=()

if ! command -v dotnet > /dev/null; then
    echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
fi

# Some tests run a redis-server of their own (the package's service is not started), some an OpenCL driver for the CPU.
packages=()
command -v redis-server > /dev/null || packages+=(redis-server)
ls /etc/OpenCL/vendors/*pocl*.icd > /dev/null 2>&1 || packages+=(pocl-opencl-icd ocl-icd-libopencl1)
if [ ${#packages[@]} -gt 0 ]; then
    as_root=() && [ "$(id -u)" -eq 0 ] || as_root=(sudo --non-interactive)
    install_packages() {
        "${as_root[@]}" apt-get update -qq &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 SYSTEMD_OFFLINE=1 apt-get install -qq --no-install-recommends "$@" > /dev/null
    }
    install_packages "${packages[@]}" || echo "Some tests will fail without ${packages[*]}: sudo apt-get install --no-install-recommends ${packages[*]}" >&2
fi

dotnet build MiningGrid.sln --configuration "$configuration" --verbosity quiet -warnaserror || broken+=("the build")

rm -rf "$results"
for project in tests/*/*.csproj; do
    name="$(basename "$(dirname "$project")")"
    echo
    echo "== $name"
    dotnet test "$project" --no-build --configuration "$configuration" --results-directory "$results" \
        --logger "console;verbosity=normal" --logger "trx;LogFileName=$name.trx" \
        --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none "$@" || broken+=("$name")
done

# The sum of one counter (<Counters total=".." passed=".." failed=".." />, one a file) over all result files.
sum() {
    local total=0 value
    for value in $(grep -ho '<Counters [^>]*>' "$results"/*.trx 2> /dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*'); do
        total=$((total + value))
    done
    echo "$total"
}
total=$(sum total) executed=$(sum executed) passed=$(sum passed)
failed=$((executed - passed)) skipped=$((total - executed))

# What failed once more, for whoever sees only the end of the output: names, and the first lines of why.
for file in "$results"/*.trx; do
    [ -e "$file" ] && awk '
        /<UnitTestResult / { failed = /outcome="Failed"/; left = 12 }
        /<UnitTestResult / && failed && match($0, /testName="[^"]*"/) { print "\nFailed: " substr($0, RSTART + 10, RLENGTH - 11) }
        /<ErrorInfo>/ { explains = failed }
        /<\/ErrorInfo>/ { explains = 0 }
        explains && left-- > 0 { gsub(/^ *|<[^>]*>/, ""); print "    " $0 }
    ' "$file"
done

echo
[ ${#broken[@]} -eq 0 ] || printf 'Not well: %s\n' "${broken[@]}"
[ "$executed" -gt 0 ] || echo "No test ran."
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#broken[@]} -eq 0 ] && [ "$executed" -gt 0 ] && [ "$failed" -eq 0 ]
