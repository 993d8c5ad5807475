#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Everything that is checked before a merge; `tests/check.sh quick` stops before the sanitizers.
set -eu
cd "$(dirname "$0")/.."
./packaging/install build pdf test check
echo "Style"
python3 tests/style.py
echo "Format"
git ls-files '*.h' '*.cpp' | xargs clang-format --dry-run --Werror
./packaging/test dev
[ "${1:-}" = quick ] && exit 0
./packaging/test asan
echo "Tidy"
git ls-files 'core/*.cpp' 'app/*.cpp' 'reports/*.cpp' ':!reports/pdf/pdf_finish.cpp' | xargs -n 4 -P "$(nproc)" clang-tidy --quiet -p build/dev
# Version 14 cannot read the JSON.hh of qpdf as C++20.
clang-tidy --quiet -p build/dev --extra-arg=-std=c++17 reports/pdf/pdf_finish.cpp
./packaging/test release
echo "all green"
