#!/bin/sh
# PROBITY_URL, PROBITY_KEY, PROBITY_POLICY are set; sh open.sh lead.json. Ends with 0 only if the receipt was proved and used: then act.
set -eu
call() { curl -sS --fail-with-body -H "Authorization: Bearer $PROBITY_KEY" -H "Content-Type: application/json" "$@"; }
take() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
opened=$(call -H "Idempotency-Key: search-2291" --data-binary "@$1" "$PROBITY_URL/api/v1/decisions")
decision=$PROBITY_URL/api/v1/decisions/$(echo "$opened" | take id)
echo "For the officer: $PROBITY_URL$(echo "$opened" | take link)"
wait=1
until [ "$(call -o receipt.json -w '%{http_code}' "$decision/receipt" || true)" = 200 ]; do
  case $(call "$decision" | take state) in withdrawn|expired) echo "There will be no receipt."; exit 1 ;; esac
  sleep $wait; [ $wait -ge 30 ] || wait=$((wait * 2))
done
"${PROBITY:-./probity}" verify receipt.json --policy "$PROBITY_POLICY" --case PV-2026-04417 --action enquiries --receiver case-system
call -H "Idempotency-Key: search-2291-enquiries" -d '{"action":"enquiries","receiver":"case-system","case":"PV-2026-04417"}' "$decision/receipt/use"
