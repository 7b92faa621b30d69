;;; burner.el --- Make Python functions faster, with proof  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Attaches burner's language server by Eglot: `M-x eglot' in a Python file.
;; Findings are Flymake's, `M-x eglot-code-actions' offers what can be done
;; about them, `M-x burner-optimize' works on the function at point.

;;; Code:

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((python-mode python-ts-mode) . ("burner" "lsp")))

(defun burner--send (command &rest arguments)
  "Let burner's server run COMMAND with ARGUMENTS."
  (jsonrpc-request (eglot--current-server-or-lose) :workspace/executeCommand
                   (list :command command :arguments (vconcat arguments))))

(defun burner--here (command)
  "Let burner's server run COMMAND on the function at point."
  (let ((document (eglot--TextDocumentIdentifier)))
    (burner--send command (plist-get document :uri) nil
                  (list :line (1- (line-number-at-pos nil t))))))

(defun burner-optimize ()
  "Look for a faster version of the function at point, and prove it."
  (interactive)
  (burner--here "burner.optimize"))

(defun burner-profile ()
  "Measure where the function at point spends its time."
  (interactive)
  (burner--here "burner.profile"))

(defun burner-cancel ()
  "End what burner is doing."
  (interactive)
  (message "burner: %d cancelled" (burner--send "burner.cancel")))

(defun burner-report ()
  "Show the report of the last run."
  (interactive)
  (let ((text (burner--send "burner.showReport")))
    (with-current-buffer (get-buffer-create "*burner report*")
      (erase-buffer)
      (insert text)
      (goto-char (point-min))
      (display-buffer (current-buffer)))))

(provide 'burner)
;;; burner.el ends here
