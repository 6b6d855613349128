#!/bin/sh
# .NET passes clang's --target=…, which the gcc for arm64 does not know; it has only one target anyway.
for argument do
  shift
  case $argument in
    --target=*) ;;
    *) set -- "$@" "$argument" ;;
  esac
done
exec aarch64-linux-gnu-gcc "$@"
