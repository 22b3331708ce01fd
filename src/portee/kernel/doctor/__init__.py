"""What is wrong with this installation, and how to mend it, in sentences for whoever keeps it.

`portee doctor` says all of it; the web server says the quick part at each start.
"""

from portee.kernel.doctor.diagnosis import (
    Diagnosis,
    Severity,
    examine,
    register_examination,
)

__all__ = ["Diagnosis", "Severity", "examine", "register_examination"]
