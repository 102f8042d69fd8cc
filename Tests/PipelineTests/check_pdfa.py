"""Says of each PDF that it is no PDF/A-3b, and why. Ends with 77 where the checker is not installed.

    python3 check_pdfa.py FOLDER-OF-THE-CHECKER FILE...
"""
import sys

sys.path.insert(0, sys.argv[1])
try:
    import page
except ImportError:
    sys.exit(77)

failed = False
for path in sys.argv[2:]:
    report = page.validate_pdf(path, profile="3b")
    for failure in report.failures:
        failed = True
        print(f"{path}: {failure.rule_id} {failure.message} ({failure.object_id})")
sys.exit(1 if failed else 0)
